using System.Text.Json;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, B: base reports (B07).</summary>
public sealed class Reports(TestLab lab)
{
    /// <summary>What each station must have: variable, mutability (either of them), data type.</summary>
    private const string Required = """
        AlignedDataCtrlr.Interval ReadWrite integer
        AlignedDataCtrlr.Measurands ReadWrite MemberList
        AlignedDataCtrlr.TxEndedInterval ReadWrite integer
        AlignedDataCtrlr.TxEndedMeasurands ReadWrite MemberList
        AuthCtrlr.AuthorizeRemoteStart ReadOnly/ReadWrite boolean
        AuthCtrlr.LocalAuthorizeOffline ReadWrite boolean
        AuthCtrlr.LocalPreAuthorize ReadWrite boolean
        ChargingStation.AvailabilityState ReadOnly OptionList
        ChargingStation.Available ReadOnly boolean
        ChargingStation.SupplyPhases ReadOnly integer
        ClockCtrlr.DateTime ReadOnly dateTime
        ClockCtrlr.TimeSource ReadWrite SequenceList
        Connector.AvailabilityState ReadOnly OptionList
        Connector.Available ReadOnly boolean
        Connector.ConnectorType ReadOnly string
        Connector.SupplyPhases ReadOnly integer
        DeviceDataCtrlr.BytesPerMessage[GetReport] ReadOnly integer
        DeviceDataCtrlr.BytesPerMessage[GetVariables] ReadOnly integer
        DeviceDataCtrlr.BytesPerMessage[SetVariables] ReadOnly integer
        DeviceDataCtrlr.ItemsPerMessage[GetReport] ReadOnly integer
        DeviceDataCtrlr.ItemsPerMessage[GetVariables] ReadOnly integer
        DeviceDataCtrlr.ItemsPerMessage[SetVariables] ReadOnly integer
        EVSE.AvailabilityState ReadOnly OptionList
        EVSE.Available ReadOnly boolean
        EVSE.Power ReadOnly decimal
        EVSE.SupplyPhases ReadOnly integer
        OCPPCommCtrlr.FileTransferProtocols ReadOnly MemberList
        OCPPCommCtrlr.MessageTimeout[Default] ReadOnly integer
        OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent] ReadWrite integer
        OCPPCommCtrlr.MessageAttempts[TransactionEvent] ReadWrite integer
        OCPPCommCtrlr.NetworkConfigurationPriority ReadWrite SequenceList
        OCPPCommCtrlr.NetworkProfileConnectionAttempts ReadWrite integer
        OCPPCommCtrlr.OfflineThreshold ReadWrite integer
        OCPPCommCtrlr.ResetRetries ReadWrite integer
        OCPPCommCtrlr.UnlockOnEVSideDisconnect ReadWrite/ReadOnly boolean
        SampledDataCtrlr.TxEndedInterval ReadWrite integer
        SampledDataCtrlr.TxEndedMeasurands ReadWrite MemberList
        SampledDataCtrlr.TxStartedMeasurands ReadWrite MemberList
        SampledDataCtrlr.TxUpdatedInterval ReadWrite integer
        SampledDataCtrlr.TxUpdatedMeasurands ReadWrite MemberList
        SecurityCtrlr.CertificateEntries ReadOnly integer
        SecurityCtrlr.OrganizationName ReadWrite string
        SecurityCtrlr.SecurityProfile ReadOnly integer
        TxCtrlr.EVConnectionTimeOut ReadWrite integer
        TxCtrlr.StopTxOnEVSideDisconnect ReadWrite/ReadOnly boolean
        TxCtrlr.StopTxOnInvalidId ReadWrite boolean
        TxCtrlr.TxStartPoint ReadWrite/ReadOnly MemberList
        TxCtrlr.TxStopPoint ReadWrite/ReadOnly MemberList
        DisplayMessageCtrlr.DisplayMessages ReadOnly integer
        DisplayMessageCtrlr.SupportedFormats ReadOnly MemberList
        DisplayMessageCtrlr.SupportedPriorities ReadOnly MemberList
        ISO15118Ctrlr.ContractValidationOffline ReadWrite boolean
        LocalAuthListCtrlr.BytesPerMessage ReadOnly integer
        LocalAuthListCtrlr.Entries ReadOnly integer
        LocalAuthListCtrlr.ItemsPerMessage ReadOnly integer
        MonitoringCtrlr.BytesPerMessage[SetVariableMonitoring] ReadOnly integer
        SmartChargingCtrlr.Entries[ChargingProfiles] ReadOnly integer
        SmartChargingCtrlr.LimitChangeSignificance ReadWrite decimal
        SmartChargingCtrlr.PeriodsPerSchedule ReadOnly integer
        SmartChargingCtrlr.ProfileStackLevel ReadOnly integer
        SmartChargingCtrlr.RateUnit ReadOnly MemberList
        TariffCostCtrlr.Currency ReadWrite/ReadOnly string
        TariffCostCtrlr.TariffFallbackMessage ReadWrite string
        TariffCostCtrlr.TotalCostFallbackMessage ReadWrite string
        """;

    // A limit above zero belongs to these.
    private static readonly string[] Limited =
    [
        "AlignedDataCtrlr.Measurands", "AlignedDataCtrlr.TxEndedMeasurands", "EVSE.Power", "SampledDataCtrlr.TxEndedMeasurands", "SampledDataCtrlr.TxStartedMeasurands",
        "SampledDataCtrlr.TxUpdatedMeasurands", "SecurityCtrlr.CertificateEntries", "LocalAuthListCtrlr.Entries", "SmartChargingCtrlr.Entries[ChargingProfiles]",
    ];

    [Fact]
    [Shows(OcppVersion.V201, "GetBaseReport")]
    [Shows(OcppVersion.V201, "NotifyReport")]
    public async Task TC_B_12_CS_Configuration_Inventory()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var report = await station.ReportAsync("ConfigurationInventory");
        WellFormed(report);
        report.SelectMany(i => i.GetProperty("variableAttribute").EnumerateArray()).ShouldAllBe(a => a.Text("mutability") == "ReadWrite" || a.Text("mutability") == "WriteOnly");
        var reported = report.Select(DeviceModel.Of).ToHashSet();
        Lines().Where(l => l.Mutability == "ReadWrite").Select(l => l.Name).ShouldBeSubsetOf(reported);
    }

    [Fact]
    public async Task TC_B_13_CS_Full_Inventory()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var report = await station.ReportAsync("FullInventory");
        WellFormed(report);
        Lines().Select(l => l.Name).ShouldBeSubsetOf(report.Select(DeviceModel.Of));
    }

    [Fact]
    public async Task TC_B_53_CS_Required_Variables_Are_In_The_Full_Inventory()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var report = (await station.ReportAsync("FullInventory")).ToLookup(DeviceModel.Of);
        foreach (var (name, mutability, type) in Lines())
        {
            var item = report[name].First();
            mutability.Split('/').ShouldContain(item.GetProperty("variableAttribute")[0].Text("mutability") ?? "ReadWrite", name);
            item.At("variableCharacteristics", "dataType").ShouldBe(type, name);
            if (Limited.Contains(name))
                item.GetProperty("variableCharacteristics").GetProperty("maxLimit").GetDouble().ShouldBeGreaterThan(0, name);
        }
    }

    private static IEnumerable<(string Name, string Mutability, string Type)> Lines()
        => Required.Split('\n').Select(l => l.Split(' ')).Select(l => (l[0], l[1], l[2]));

    private static void WellFormed(IEnumerable<JsonElement> report)
    {
        foreach (var item in report)
        {
            var characteristics = item.GetProperty("variableCharacteristics");
            if (characteristics.Text("dataType")!.EndsWith("List", StringComparison.Ordinal))
                characteristics.Text("valuesList").ShouldNotBeNullOrEmpty(item.GetRawText());
        }
    }
}
