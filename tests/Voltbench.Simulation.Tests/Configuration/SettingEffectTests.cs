using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Configuration;

/// <summary>What settings do that no other chapter shows.</summary>
public class SettingEffectTests
{
    private static Rig Quiet(OcppVersion version, FleetOptions? options = null, params ConfigurationEntry[] settings)
    {
        var rig = new Rig(version, options).Booted();
        if (settings.Length > 0)
            rig.Do(new Configure(settings)).Data!.Value.GetProperty("status").GetString().ShouldBe("Accepted");
        rig.Csms.Calls.Clear();
        return rig;
    }

    [Theory]
    [InlineData(OcppVersion.V16, "MinimumStatusDuration")]
    [InlineData(OcppVersion.V201, "OCPPCommCtrlr.MinimumStatusDuration")]
    public void A_status_that_does_not_last_is_not_told(OcppVersion version, string key)
    {
        var rig = Quiet(version, null, new ConfigurationEntry(key, "5"));
        rig.Do(new PlugConnector(), 3);
        rig.Do(new UnplugConnector(), 60);
        rig.Csms.Of("StatusNotification").ShouldBeEmpty();
        rig.Do(new PlugConnector(), 4);
        rig.Csms.Of("StatusNotification").ShouldBeEmpty();
        rig.Run(2);
        rig.Csms.Of("StatusNotification").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(50, 0)]
    [InlineData(200, 2)]
    public void B04_FR_01_after_a_long_absence_the_state_of_all_connectors_is_told(int seconds, int expected)
    {
        var rig = Quiet(OcppVersion.V201, new FleetOptions { BootOnReconnect = false }, new ConfigurationEntry("OCPPCommCtrlr.OfflineThreshold", "100"));
        rig.Csms.RefuseWith = "gone";
        rig.Csms.Drop();
        rig.Run(seconds);
        rig.Csms.RefuseWith = null;
        rig.Run(seconds < 100 ? 40 : 400);
        rig.Csms.IsConnected.ShouldBeTrue();
        rig.Csms.Of("StatusNotification").Count().ShouldBe(expected);
    }

    [Theory]
    [InlineData("Heartbeat", "2031-05-05")]
    [InlineData("RealTimeClock", "2030-01-01")]
    public void The_clock_follows_the_CSMS_only_where_that_is_its_source(string source, string day)
    {
        var rig = Quiet(OcppVersion.V201, null, new ConfigurationEntry("ClockCtrlr.TimeSource", source));
        rig.Csms.Script["Heartbeat"] = _ => """{"currentTime":"2031-05-05T05:05:05Z"}""";
        rig.Run(400);
        rig.Do(new PlugConnector(), 1);
        var stamp = DateTimeOffset.Parse(rig.Csms.Of("StatusNotification").Single().Text("timestamp")!, CultureInfo.InvariantCulture);
        stamp.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(day);
    }

    [Fact]
    public void The_request_for_an_ISO_15118_certificate_names_what_was_configured()
    {
        var rig = Quiet(
            OcppVersion.V201,
            null,
            new ConfigurationEntry("ISO15118Ctrlr.V2GCertificateInstallationEnabled", "true"),
            new ConfigurationEntry("ISO15118Ctrlr.CountryName", "NL"),
            new ConfigurationEntry("ISO15118Ctrlr.OrganizationName", "Acme"),
            new ConfigurationEntry("ISO15118Ctrlr.SeccId", "NLABCE1"));
        rig.Csms.Ask("TriggerMessage", """{"requestedMessage":"SignV2GCertificate"}""");
        rig.Run(1);
        var csr = CertificateRequest.LoadSigningRequestPem(rig.Csms.Of("SignCertificate").Single().Text("csr")!, HashAlgorithmName.SHA256);
        csr.SubjectName.Name.ShouldBe("CN=NLABCE1, O=Acme, C=NL", StringCompareShould.IgnoreCase);
    }

    [Theory]
    [InlineData("1.RST", "L1")]
    [InlineData("1.STR", "L2")]
    [InlineData("1.TSR", "L3")]
    public void A_car_of_one_phase_is_measured_on_the_phase_that_its_connector_is_wired_to(string rotation, string phase)
    {
        var rig = Quiet(
            OcppVersion.V16, null, new ConfigurationEntry("ConnectorPhaseRotation", rotation), new ConfigurationEntry("MeterValuesSampledData", "Current.Import,Voltage"));
        rig.Do(new StartSession("TAG", 1, Ev: new() { Name = "one", BatteryWh = 50_000, AcMaxPowerW = 3680, AcPhases = 1 }), 65);
        var values = rig.Csms.Of("MeterValues").Single().Payload.GetProperty("meterValue")[0].GetProperty("sampledValue").EnumerateArray().ToList();
        values.Select(static v => v.GetProperty("phase").GetString()).ShouldBe([phase, phase + "-N"]);
    }

    [Fact]
    public void A_vendor_whose_messages_are_switched_off_is_unknown()
    {
        var rig = Quiet(OcppVersion.V201, null, new ConfigurationEntry("CustomizationCtrlr.CustomImplementationEnabled[voltbench]", "false"));
        var id = rig.Csms.Ask("DataTransfer", """{"vendorId":"voltbench","messageId":"Echo","data":"x"}""");
        rig.Run(1);
        rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString().ShouldBe("UnknownVendorId");
    }

    [Theory]
    [InlineData("true", 1, "Available")]
    [InlineData("false", 1, "Finishing")]
    [InlineData("false", 2, "Available")]
    public void A_cable_that_was_pulled_at_the_car_stays_in_a_locked_socket(string unlock, int connector, string status)
    {
        var rig = Quiet(OcppVersion.V16, null, new ConfigurationEntry("UnlockConnectorOnEVSideDisconnect", unlock));
        rig.Do(new StartSession("TAG", connector), 5);
        rig.Do(new UnplugConnector(connector), 1);
        rig.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe("EVDisconnected");
        rig.Seen.View.Connectors[connector - 1].Status.ShouldBe(status);

        rig.Do(new UnlockConnector(connector), 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Seen.View.Connectors[connector - 1].Status.ShouldBe("Available");
    }

    [Theory]
    [InlineData(OcppVersion.V16, "status", "Preparing Charging Finishing Available")]
    [InlineData(OcppVersion.V201, "connectorStatus", "Occupied Available")]
    public void A_cable_that_is_pulled_at_the_car_passes_each_state_once(OcppVersion version, string field, string statuses)
    {
        var rig = Quiet(version, null);
        rig.Do(new StartSession("TAG", 1), 5);
        rig.Do(new UnplugConnector(1), 1);
        rig.Csms.Of("StatusNotification").Select(s => s.Text(field)).ShouldBe(statuses.Split(' '));
    }
}
