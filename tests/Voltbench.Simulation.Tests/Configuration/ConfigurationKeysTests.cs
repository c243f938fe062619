using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Configuration;

/// <summary>The configuration keys of OCPP 1.6 §9 and of the security whitepaper §7.</summary>
public class ConfigurationKeysTests
{
    private static Rig Quiet(FleetOptions? options = null, Func<ChargerSpec, ChargerSpec>? spec = null)
    {
        var rig = new Rig(OcppVersion.V16, options, spec).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static string? Change(Rig rig, string key, string value)
    {
        var id = rig.Csms.Ask("ChangeConfiguration", $$"""{"key":"{{key}}","value":"{{value}}"}""");
        rig.Run(0.1);
        return rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString();
    }

    private static JsonElement Get(Rig rig, string keys = "")
    {
        var id = rig.Csms.Ask("GetConfiguration", $$"""{"key":[{{keys}}]}""");
        rig.Run(0.1);
        return rig.Csms.AnswerTo(id).Payload;
    }

    private static string? ValueOf(Rig rig, string key)
        => Get(rig, $"\"{key}\"").GetProperty("configurationKey")[0].TryGetProperty("value", out var value) ? value.GetString() : null;

    [Theory]
    [Shows(OcppVersion.V16, "GetConfiguration")]
    // §9.1
    [InlineData("AllowOfflineTxForUnknownId", false, "true")]
    [InlineData("AuthorizationCacheEnabled", false, "true")]
    [InlineData("AuthorizeRemoteTxRequests", false, "false")]
    [InlineData("BlinkRepeat", true, "0")]
    [InlineData("ClockAlignedDataInterval", false, "0")]
    [InlineData("ConnectionTimeOut", false, null)]
    [InlineData("ConnectorPhaseRotation", false, "1.RST,2.NotApplicable")]
    [InlineData("ConnectorPhaseRotationMaxLength", true, "3")]
    [InlineData("GetConfigurationMaxKeys", true, "100")]
    [InlineData("HeartbeatInterval", false, "300")]
    [InlineData("LightIntensity", true, "0")]
    [InlineData("LocalAuthorizeOffline", false, "true")]
    [InlineData("LocalPreAuthorize", false, "false")]
    [InlineData("MaxEnergyOnInvalidId", false, "0")]
    [InlineData("MeterValuesAlignedData", false, null)]
    [InlineData("MeterValuesAlignedDataMaxLength", true, null)]
    [InlineData("MeterValuesSampledData", false, null)]
    [InlineData("MeterValuesSampledDataMaxLength", true, null)]
    [InlineData("MeterValueSampleInterval", false, "60")]
    [InlineData("MinimumStatusDuration", false, "0")]
    [InlineData("NumberOfConnectors", true, "2")]
    [InlineData("ResetRetries", false, null)]
    [InlineData("StopTransactionOnEVSideDisconnect", false, "true")]
    [InlineData("StopTransactionOnInvalidId", false, "true")]
    [InlineData("StopTxnAlignedData", false, null)]
    [InlineData("StopTxnAlignedDataMaxLength", true, null)]
    [InlineData("StopTxnSampledData", false, null)]
    [InlineData("StopTxnSampledDataMaxLength", true, null)]
    [InlineData("SupportedFeatureProfiles", true, null)]
    [InlineData("SupportedFeatureProfilesMaxLength", true, "6")]
    [InlineData("TransactionMessageAttempts", false, "3")]
    [InlineData("TransactionMessageRetryInterval", false, "60")]
    [InlineData("UnlockConnectorOnEVSideDisconnect", false, "true")]
    [InlineData("WebSocketPingInterval", false, "60")]
    // §9.2 to §9.4
    [InlineData("LocalAuthListEnabled", false, "true")]
    [InlineData("LocalAuthListMaxLength", true, null)]
    [InlineData("SendLocalListMaxLength", true, null)]
    [InlineData("ReserveConnectorZeroSupported", true, "true")]
    [InlineData("ChargeProfileMaxStackLevel", true, null)]
    [InlineData("ChargingScheduleAllowedChargingRateUnit", true, "Current,Power")]
    [InlineData("ChargingScheduleMaxPeriods", true, null)]
    [InlineData("ConnectorSwitch3to1PhaseSupported", true, null)]
    [InlineData("MaxChargingProfilesInstalled", true, null)]
    // whitepaper §7 and §5.3
    [InlineData("AdditionalRootCertificateCheck", true, null)]
    [InlineData("AuthorizationKey", false, null)]
    [InlineData("CertificateSignedMaxChainSize", true, null)]
    [InlineData("CertificateStoreMaxLength", true, null)]
    [InlineData("CpoName", false, null)]
    [InlineData("SecurityProfile", null, "0")]
    [InlineData("SupportedFileTransferProtocols", true, null)]
    public void GetConfiguration_knows_every_key_of_the_standard(string key, bool? isReadOnly, string? value)
    {
        var entry = Get(Quiet(), $"\"{key}\"").GetProperty("configurationKey")[0];
        entry.GetProperty("key").GetString().ShouldBe(key);
        if (isReadOnly is not null)
            entry.GetProperty("readonly").GetBoolean().ShouldBe(isReadOnly.Value);
        if (value is not null)
            entry.GetProperty("value").GetString().ShouldBe(value);
    }

    [Theory]
    [Shows(OcppVersion.V16, "ChangeConfiguration")]
    [InlineData("AllowOfflineTxForUnknownId", "false", "Accepted")]
    [InlineData("AllowOfflineTxForUnknownId", "no", "Rejected")]
    [InlineData("ClockAlignedDataInterval", "900", "Accepted")]
    [InlineData("ClockAlignedDataInterval", "86401", "Rejected")]
    [InlineData("ClockAlignedDataInterval", "-1", "Rejected")]
    [InlineData("ConnectionTimeOut", "30", "Accepted")]
    [InlineData("ConnectionTimeOut", "2592001", "Rejected")]
    [InlineData("ConnectorPhaseRotation", "0.RST, 1.STR, 2.Unknown", "Accepted")]
    [InlineData("ConnectorPhaseRotation", "3.RST", "Rejected")]
    [InlineData("ConnectorPhaseRotation", "1.RST,1.RST", "Rejected")]
    [InlineData("ConnectorPhaseRotation", "RST", "Rejected")]
    [InlineData("ConnectorPhaseRotation", "1.XYZ", "Rejected")]
    [InlineData("heartbeatinterval", "1", "Accepted")]
    [InlineData("HeartbeatInterval", "0", "Rejected")]
    [InlineData("HeartbeatInterval", "1.5", "Rejected")]
    [InlineData("HeartbeatInterval", " 20", "Rejected")]
    [InlineData("HeartbeatInterval", "", "Rejected")]
    [InlineData("MaxEnergyOnInvalidId", "2147483647", "Accepted")]
    [InlineData("MaxEnergyOnInvalidId", "2147483648", "Rejected")]
    [InlineData("MeterValuesSampledData", "Energy.Active.Import.Register,Voltage.L1-N", "Accepted")]
    [InlineData("MeterValuesSampledData", "", "Accepted")]
    [InlineData("MeterValuesSampledData", "Energy.Active.Import.Register,RPM", "Rejected")]
    [InlineData("MeterValuesSampledData", "SoC,SoC", "Rejected")]
    [InlineData("MeterValueSampleInterval", "0", "Accepted")]
    [InlineData("TransactionMessageAttempts", "0", "Rejected")]
    [InlineData("WebSocketPingInterval", "0", "RebootRequired")]
    [InlineData("WebSocketPingInterval", "-1", "Rejected")]
    [InlineData("CpoName", "Acme", "Accepted")]
    [InlineData("AuthorizationKey", "tooshort", "Rejected")]
    [InlineData("NumberOfConnectors", "9", "Rejected")]
    [InlineData("SupportedFeatureProfiles", "Core", "Rejected")]
    [InlineData("BlinkRepeat", "3", "Rejected")]
    [InlineData("NoSuchKey", "1", "NotSupported")]
    [InlineData("OCPPCommCtrlr.HeartbeatInterval", "1", "NotSupported")]
    public void ChangeConfiguration_takes_what_fits_the_key(string key, string value, string status)
    {
        var rig = Quiet();
        Change(rig, key, value).ShouldBe(status);
        if (status is "Accepted" or "RebootRequired" && key != "AuthorizationKey")
            ValueOf(rig, key)!.Replace(" ", "", StringComparison.Ordinal).ShouldBe(value.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void GetConfiguration_without_keys_tells_all_and_no_secret()
    {
        var rig = Quiet(spec: s => s with { SecurityProfile = 1, AuthorizationKey = "0123456789ABCDEF" });
        var all = Get(rig).GetProperty("configurationKey").EnumerateArray().ToList();
        all.Select(static k => k.GetProperty("key").GetString()).ShouldBeUnique();
        all.Single(static k => k.GetProperty("key").GetString() == "AuthorizationKey").TryGetProperty("value", out _).ShouldBeFalse();
        rig.Csms.Answers[^1].Frame.GetRawText().ShouldNotContain("0123456789ABCDEF");
    }

    [Fact]
    public void GetConfiguration_takes_no_more_keys_than_it_says()
    {
        var rig = Quiet();
        Get(rig, string.Join(',', Enumerable.Repeat("\"CpoName\"", 100))).GetProperty("configurationKey").GetArrayLength().ShouldBe(100);
        var id = rig.Csms.Ask("GetConfiguration", $$"""{"key":[{{string.Join(',', Enumerable.Repeat("\"CpoName\"", 101))}}]}""");
        rig.Run(1);
        rig.Csms.AnswerTo(id).ErrorCode.ShouldBe("OccurenceConstraintViolation");
    }

    [Fact]
    public void SupportedFeatureProfiles_are_those_whose_messages_are_all_handled()
    {
        var rig = Quiet();
        var told = ValueOf(rig, "SupportedFeatureProfiles")!.Split(',');
        told.ShouldContain("Core");
        Ask("LocalAuthListManagement", "GetLocalListVersion", "{}");
        Ask("Reservation", "CancelReservation", """{"reservationId":1}""");
        Ask("SmartCharging", "ClearChargingProfile", "{}");
        Ask("RemoteTrigger", "TriggerMessage", """{"requestedMessage":"Heartbeat"}""");

        void Ask(string profile, string action, string payload)
        {
            var id = rig.Csms.Ask(action, payload);
            rig.Run(1);
            if (told.Contains(profile))
                rig.Csms.AnswerTo(id).Type.ShouldBe(3, profile);
        }
    }

    [Fact]
    public void What_was_changed_survives_a_kill()
    {
        var rig = Quiet();
        Change(rig, "AllowOfflineTxForUnknownId", "false");
        Change(rig, "ConnectorPhaseRotation", "1.STR,2.NotApplicable");
        rig.KillAndRestart();
        rig.Run(1);
        ValueOf(rig, "AllowOfflineTxForUnknownId").ShouldBe("false");
        ValueOf(rig, "ConnectorPhaseRotation").ShouldBe("1.STR,2.NotApplicable");
    }

    [Fact]
    public void Retries_of_a_transaction_message_follow_the_keys()
    {
        var rig = Quiet();
        Change(rig, "TransactionMessageAttempts", "2");
        Change(rig, "TransactionMessageRetryInterval", "7");
        rig.Csms.Script["StartTransaction"] = _ => "!InternalError";
        rig.Do(new StartSession("TAG"), 600);
        var starts = rig.Csms.Of("StartTransaction").ToList();
        starts.Count.ShouldBe(2);
        (starts[1].At - starts[0].At).ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void A_remote_start_is_authorized_first_when_the_key_says_so()
    {
        var rig = Quiet();
        Change(rig, "AuthorizeRemoteTxRequests", "true");
        rig.Csms.Ask("RemoteStartTransaction", """{"connectorId":1,"idTag":"TAG"}""");
        rig.Run(1);
        rig.Csms.Of("Authorize").Single().Text("idTag").ShouldBe("TAG");
    }

    [Fact]
    public void An_offline_session_with_an_unknown_token_waits_for_the_key()
    {
        var rig = Quiet();
        Change(rig, "AllowOfflineTxForUnknownId", "false");
        rig.Csms.RefuseWith = "gone";
        rig.Csms.Drop();
        rig.Do(new StartSession("TAG"), 1).Status.ShouldBe(CommandStatus.Rejected);
    }

    [Fact]
    public void The_operator_configures_keys_one_by_one()
    {
        var rig = Quiet();
        var answer = rig.Do(new Configure([new("HeartbeatInterval", "25"), new("WebSocketPingInterval", "5"), new("NumberOfConnectors", "7"), new("Nonsense", "1")])).Data!.Value;
        answer.GetProperty("status").GetString().ShouldBe("Rejected");
        answer.GetProperty("configured").EnumerateArray().Select(static k => k.GetString()).ShouldBe(["HeartbeatInterval", "WebSocketPingInterval"]);
        answer.GetProperty("results").EnumerateArray().Select(static r => r.GetProperty("status").GetString()).ShouldBe(["Accepted", "RebootRequired", "Rejected", "Rejected"]);
        answer.GetProperty("msg").GetString()!.ShouldContain("2 of 4");
        ValueOf(rig, "HeartbeatInterval").ShouldBe("25");
    }

    [Theory]
    [InlineData("OCPPCommCtrlr.OfflineThreshold", "120", "Accepted")]
    [InlineData("OCPPCommCtrlr.MessageAttempts[TransactionEvent]", "4", "Accepted")]
    [InlineData("OCPPCommCtrlr.WebSocketPingInterval", "4", "RebootRequired")]
    [InlineData("OCPPCommCtrlr.MessageTimeout[Default]", "4", "Rejected")]
    [InlineData("HeartbeatInterval", "4", "Rejected")]
    [InlineData("EVSE.Power", "4", "Rejected")]
    [InlineData("[", "4", "Rejected")]
    public void The_operator_configures_variables_of_2_0_1(string key, string value, string status)
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        rig.Do(new Configure([new(key, value)])).Data!.Value.GetProperty("status").GetString().ShouldBe(status);
    }
}
