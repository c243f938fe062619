using System.Globalization;
using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Configuration;

/// <summary>The device model of 2.0.1 as a CSMS reads and writes it: B05 to B08.</summary>
public class DeviceModelTests
{
    private const string Threshold = """ "component":{"name":"OCPPCommCtrlr"},"variable":{"name":"OfflineThreshold"} """;

    private static Rig Quiet(Func<ChargerSpec, ChargerSpec>? spec = null)
    {
        var rig = new Rig(OcppVersion.V201, spec: spec).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static JsonElement Ask(Rig rig, string action, string payload, double seconds = 1)
    {
        var id = rig.Csms.Ask(action, payload);
        rig.Run(seconds);
        return rig.Csms.AnswerTo(id).Payload;
    }

    private static JsonElement GetOne(Rig rig, string item)
        => Ask(rig, "GetVariables", $$"""{"getVariableData":[{{{item}}}]}""").GetProperty("getVariableResult")[0];

    private static JsonElement SetOne(Rig rig, string value, string item)
        => Ask(rig, "SetVariables", $$"""{"setVariableData":[{"attributeValue":"{{value}}",{{item}}}]}""").GetProperty("setVariableResult")[0];

    private static string Named(string component, string variable) => $$"""
        "component":{"name":"{{component}}"},"variable":{"name":"{{variable}}"}
        """;

    private static List<JsonElement> ReportOf(Rig rig, string action, string payload, string status = "Accepted")
    {
        rig.Csms.Calls.Clear();
        Ask(rig, action, payload).GetProperty("status").GetString().ShouldBe(status);
        var parts = rig.Csms.Of("NotifyReport").ToList();
        parts.Select(p => p.Int("seqNo")).ShouldBe(Enumerable.Range(0, parts.Count));
        parts.Select(p => p.Payload.TryGetProperty("tbc", out var more) && more.GetBoolean()).ShouldBe(Enumerable.Range(1, parts.Count).Select(n => n < parts.Count));
        parts.ShouldAllBe(p => p.Int("requestId") == 7);
        return [.. parts.SelectMany(p => p.Payload.GetProperty("reportData").EnumerateArray())];
    }

    private static string NameOf(JsonElement item)
    {
        var (component, variable) = (item.GetProperty("component"), item.GetProperty("variable"));
        var instance = variable.TryGetProperty("instance", out var i) ? $"[{i.GetString()}]" : "";
        var evse = component.TryGetProperty("evse", out var e) ? $"({e.GetProperty("id").GetInt32()})" : "";
        return $"{component.GetProperty("name").GetString()}{evse}.{variable.GetProperty("name").GetString()}{instance}";
    }

    // TC_B_06, 07, 32, 33, 34: the statuses of GetVariables.
    [Theory]
    [Shows(OcppVersion.V201, "GetVariables")]
    [InlineData("""{"name":"OCPPCommCtrlr"}""", """{"name":"OfflineThreshold"}""", "Actual", "Accepted", "60")]
    [InlineData("""{"name":"ocppcommctrlr"}""", """{"name":"offlinethreshold"}""", "Actual", "Accepted", "60")]
    [InlineData("""{"name":"OCPPCommCtrlr"}""", """{"name":"MessageTimeout","instance":"Default"}""", "Actual", "Accepted", "30")]
    [InlineData("""{"name":"OCPPCommCtrlr"}""", """{"name":"MessageTimeout"}""", "Actual", "UnknownVariable", null)]
    [InlineData("""{"name":"UnknownComponent"}""", """{"name":"OfflineThreshold"}""", "Actual", "UnknownComponent", null)]
    [InlineData("""{"name":"OCPPCommCtrlr","evse":{"id":1}}""", """{"name":"OfflineThreshold"}""", "Actual", "UnknownComponent", null)]
    [InlineData("""{"name":"OCPPCommCtrlr","instance":"x"}""", """{"name":"OfflineThreshold"}""", "Actual", "UnknownComponent", null)]
    [InlineData("""{"name":"OCPPCommCtrlr"}""", """{"name":"UnknownVariable"}""", "Actual", "UnknownVariable", null)]
    [InlineData("""{"name":"OCPPCommCtrlr"}""", """{"name":"OfflineThreshold"}""", "Target", "NotSupportedAttributeType", null)]
    [InlineData("""{"name":"SecurityCtrlr"}""", """{"name":"BasicAuthPassword"}""", "Actual", "Rejected", null)]
    [InlineData("""{"name":"EVSE","evse":{"id":1}}""", """{"name":"AvailabilityState"}""", "Actual", "Accepted", "Available")]
    [InlineData("""{"name":"EVSE","evse":{"id":2}}""", """{"name":"AllowReset"}""", "Actual", "Accepted", "true")]
    [InlineData("""{"name":"EVSE","evse":{"id":3}}""", """{"name":"AvailabilityState"}""", "Actual", "UnknownComponent", null)]
    [InlineData("""{"name":"EVSE"}""", """{"name":"AvailabilityState"}""", "Actual", "UnknownComponent", null)]
    [InlineData("""{"name":"EVSE","evse":{"id":1,"connectorId":1}}""", """{"name":"Power"}""", "Actual", "UnknownComponent", null)]
    [InlineData("""{"name":"Connector","evse":{"id":2,"connectorId":1}}""", """{"name":"ConnectorType"}""", "Actual", "Accepted", "cCCS2")]
    [InlineData("""{"name":"Connector","evse":{"id":2}}""", """{"name":"ConnectorType"}""", "Actual", "UnknownComponent", null)]
    [InlineData("""{"name":"ConnectedEV","evse":{"id":2}}""", """{"name":"Power"}""", "MaxSet", "Accepted", "")]
    [InlineData("""{"name":"ChargingStation"}""", """{"name":"VendorName"}""", "Actual", "Accepted", "Wallbox")]
    public void B06_GetVariables_tells_each_attribute_or_why_not(string component, string variable, string type, string status, string? value)
    {
        var result = GetOne(Quiet(), $$""" "attributeType":"{{type}}","component":{{component}},"variable":{{variable}} """);
        result.GetProperty("attributeStatus").GetString().ShouldBe(status);
        result.GetProperty("attributeType").GetString().ShouldBe(type);
        JsonElement.DeepEquals(result.GetProperty("component"), JsonElement.Parse(component)).ShouldBeTrue();
        result.GetProperty("variable").GetRawText().ShouldBe(variable);
        (result.TryGetProperty("attributeValue", out var actual) ? actual.GetString() : null).ShouldBe(value);
    }

    // TC_B_08: one more than ItemsPerMessage[GetVariables].
    [Fact]
    public void B06_FR_05_no_more_variables_than_promised_are_told()
    {
        var rig = Quiet();
        var items = string.Join(',', Enumerable.Repeat($"{{{Threshold}}}", 101));
        var results = Ask(rig, "GetVariables", $$"""{"getVariableData":[{{items}}]}""").GetProperty("getVariableResult").EnumerateArray().ToList();
        results.Count.ShouldBe(101);
        results.Take(100).ShouldAllBe(r => r.GetProperty("attributeStatus").GetString() == "Accepted");
        results[100].GetProperty("attributeStatus").GetString().ShouldBe("Rejected");
        results[100].GetProperty("attributeStatusInfo").GetProperty("reasonCode").GetString().ShouldBe("TooManyElements");
    }

    // TC_B_09, 35 to 39: the statuses of SetVariables.
    [Theory]
    [Shows(OcppVersion.V201, "SetVariables")]
    [InlineData("OCPPCommCtrlr", "OfflineThreshold", "300", "Accepted", null)]
    [InlineData("OCPPCommCtrlr", "OfflineThreshold", "1.1", "Rejected", "InvalidValue")]
    [InlineData("OCPPCommCtrlr", "OfflineThreshold", "true", "Rejected", "InvalidValue")]
    [InlineData("OCPPCommCtrlr", "OfflineThreshold", "2030-01-01T00:00:00Z", "Rejected", "InvalidValue")]
    [InlineData("OCPPCommCtrlr", "OfflineThreshold", "", "Rejected", "InvalidValue")]
    [InlineData("OCPPCommCtrlr", "OfflineThreshold", "-1", "Rejected", "ValuePositiveOnly")]
    [InlineData("OCPPCommCtrlr", "OfflineThreshold", "99999999999", "Rejected", "ValueTooHigh")]
    [InlineData("OCPPCommCtrlr", "HeartbeatInterval", "0", "Rejected", "ValueZeroNotAllowed")]
    [InlineData("AuthCtrlr", "LocalPreAuthorize", "TRUE", "Accepted", null)]
    [InlineData("AuthCtrlr", "LocalPreAuthorize", "yes", "Rejected", "InvalidValue")]
    [InlineData("SmartChargingCtrlr", "LimitChangeSignificance", "1.5", "Accepted", null)]
    [InlineData("SmartChargingCtrlr", "LimitChangeSignificance", "101", "Rejected", "ValueTooHigh")]
    [InlineData("TxCtrlr", "TxStartPoint", "EVConnected,Authorized", "Accepted", null)]
    [InlineData("TxCtrlr", "TxStartPoint", "EVConnected,EVConnected", "Rejected", "InvalidValue")]
    [InlineData("TxCtrlr", "TxStartPoint", "Whenever", "Rejected", "InvalidValue")]
    [InlineData("SampledDataCtrlr", "TxUpdatedMeasurands", "Power.Active.Import, SoC", "Accepted", null)]
    [InlineData("SampledDataCtrlr", "TxUpdatedMeasurands", "Voltage.L1", "Rejected", "InvalidValue")]
    [InlineData("OCPPCommCtrlr", "NetworkConfigurationPriority", "6", "Rejected", "InvalidValue")]
    [InlineData("TariffCostCtrlr", "Currency", "EURO", "Rejected", "TooLargeElement")]
    [InlineData("AuthCacheCtrlr", "Policy", "LFU", "Accepted", null)]
    [InlineData("OCPPCommCtrlr", "WebSocketPingInterval", "10", "RebootRequired", null)]
    [InlineData("SecurityCtrlr", "SecurityProfile", "2", "Rejected", "ReadOnly")]
    [InlineData("ChargingStation", "VendorName", "Acme", "Rejected", "ReadOnly")]
    [InlineData("UnknownComponent", "OfflineThreshold", "1", "UnknownComponent", null)]
    [InlineData("OCPPCommCtrlr", "UnknownVariable", "1", "UnknownVariable", null)]
    public void B05_SetVariables_takes_what_fits_the_variable(string component, string variable, string value, string status, string? reason)
    {
        var rig = Quiet();
        var result = SetOne(rig, value, Named(component, variable));
        result.GetProperty("attributeStatus").GetString().ShouldBe(status);
        result.GetProperty("attributeType").GetString().ShouldBe("Actual");
        (result.TryGetProperty("attributeStatusInfo", out var info) ? info.GetProperty("reasonCode").GetString() : null).ShouldBe(reason);
        if (status == "Accepted")
            GetOne(rig, Named(component, variable)).GetProperty("attributeValue").GetString().ShouldBe(value.Replace(" ", "", StringComparison.Ordinal), StringCompareShould.IgnoreCase);
    }

    [Fact]
    public void B05_FR_06_an_attribute_that_the_variable_lacks_cannot_be_set()
        => SetOne(Quiet(), "1", $$""" "attributeType":"MaxSet",{{Threshold}} """).GetProperty("attributeStatus").GetString().ShouldBe("NotSupportedAttributeType");

    [Fact]
    public void B05_each_item_stands_by_itself_and_beyond_the_limit_none_does()
    {
        var rig = Quiet();
        var good = $$"""{"attributeValue":"5",{{Threshold}}}""";
        var bad = $$"""{"attributeValue":"x",{{Threshold}}}""";
        var items = string.Join(',', Enumerable.Repeat(good, 99).Prepend(bad).Append(good));
        var results = Ask(rig, "SetVariables", $$"""{"setVariableData":[{{items}}]}""").GetProperty("setVariableResult").EnumerateArray().ToList();
        results.Select(r => r.GetProperty("attributeStatus").GetString()).ShouldBe(["Rejected", .. Enumerable.Repeat("Accepted", 99), "Rejected"]);
        results[^1].GetProperty("attributeStatusInfo").GetProperty("reasonCode").GetString().ShouldBe("TooManyElements");
    }

    [Fact]
    public void What_was_set_survives_a_kill()
    {
        var rig = Quiet();
        SetOne(rig, "300", Threshold);
        SetOne(rig, "EVConnected,Authorized", Named("TxCtrlr", "TxStartPoint"));
        rig.KillAndRestart();
        rig.Run(1);
        GetOne(rig, Threshold).GetProperty("attributeValue").GetString().ShouldBe("300");
        GetOne(rig, Named("TxCtrlr", "TxStartPoint")).GetProperty("attributeValue").GetString().ShouldBe("EVConnected,Authorized");
    }

    [Fact]
    public void What_needs_a_boot_is_in_force_after_it()
    {
        var rig = Quiet();
        SetOne(rig, "17", Named("OCPPCommCtrlr", "WebSocketPingInterval")).GetProperty("attributeStatus").GetString().ShouldBe("RebootRequired");
        rig.Csms.Drop();
        rig.Run(30);
        rig.Csms.Targets[^1].PingInterval.ShouldBe(TimeSpan.FromSeconds(60), "a new connection is no boot");
        Ask(rig, "Reset", """{"type":"Immediate"}""", 30);
        rig.Csms.Targets[^1].PingInterval.ShouldBe(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public void A_changed_heartbeat_interval_takes_effect_until_the_CSMS_names_another()
    {
        var rig = Quiet();
        SetOne(rig, "20", Named("OCPPCommCtrlr", "HeartbeatInterval"));
        rig.Run(100);
        rig.Csms.Of("Heartbeat").Count().ShouldBe(5);
        rig.Csms.Drop();
        rig.Run(30);
        GetOne(rig, Named("OCPPCommCtrlr", "HeartbeatInterval")).GetProperty("attributeValue").GetString().ShouldBe("300", "the answer to BootNotification");
    }

    // TC_B_13, TC_B_53: "Referenced Components and Variables" of Core, and of the blocks that this station has.
    [Theory]
    [Shows(OcppVersion.V201, "GetBaseReport")]
    [Shows(OcppVersion.V201, "NotifyReport")]
    [InlineData("AlignedDataCtrlr.Interval", "ReadWrite", "integer", "s")]
    [InlineData("AlignedDataCtrlr.Measurands", "ReadWrite", "MemberList", null)]
    [InlineData("AlignedDataCtrlr.TxEndedInterval", "ReadWrite", "integer", "s")]
    [InlineData("AlignedDataCtrlr.TxEndedMeasurands", "ReadWrite", "MemberList", null)]
    [InlineData("AuthCtrlr.AuthorizeRemoteStart", "ReadWrite", "boolean", null)]
    [InlineData("AuthCtrlr.LocalAuthorizeOffline", "ReadWrite", "boolean", null)]
    [InlineData("AuthCtrlr.LocalPreAuthorize", "ReadWrite", "boolean", null)]
    [InlineData("ChargingStation.AvailabilityState", "ReadOnly", "OptionList", null)]
    [InlineData("ChargingStation.Available", "ReadOnly", "boolean", null)]
    [InlineData("ChargingStation.SupplyPhases", "ReadOnly", "integer", null)]
    [InlineData("ClockCtrlr.DateTime", "ReadOnly", "dateTime", null)]
    [InlineData("ClockCtrlr.TimeSource", "ReadWrite", "SequenceList", null)]
    [InlineData("Connector(1).AvailabilityState", "ReadOnly", "OptionList", null)]
    [InlineData("Connector(1).Available", "ReadOnly", "boolean", null)]
    [InlineData("Connector(1).ConnectorType", "ReadOnly", "string", null)]
    [InlineData("Connector(2).SupplyPhases", "ReadOnly", "integer", null)]
    [InlineData("DeviceDataCtrlr.BytesPerMessage[GetReport]", "ReadOnly", "integer", null)]
    [InlineData("DeviceDataCtrlr.BytesPerMessage[GetVariables]", "ReadOnly", "integer", null)]
    [InlineData("DeviceDataCtrlr.BytesPerMessage[SetVariables]", "ReadOnly", "integer", null)]
    [InlineData("DeviceDataCtrlr.ItemsPerMessage[GetReport]", "ReadOnly", "integer", null)]
    [InlineData("DeviceDataCtrlr.ItemsPerMessage[GetVariables]", "ReadOnly", "integer", null)]
    [InlineData("DeviceDataCtrlr.ItemsPerMessage[SetVariables]", "ReadOnly", "integer", null)]
    [InlineData("EVSE(1).AllowReset", "ReadOnly", "boolean", null)]
    [InlineData("EVSE(1).AvailabilityState", "ReadOnly", "OptionList", null)]
    [InlineData("EVSE(2).Available", "ReadOnly", "boolean", null)]
    [InlineData("EVSE(1).Power", "ReadOnly", "decimal", "W")]
    [InlineData("EVSE(2).SupplyPhases", "ReadOnly", "integer", null)]
    [InlineData("OCPPCommCtrlr.FileTransferProtocols", "ReadOnly", "MemberList", null)]
    [InlineData("OCPPCommCtrlr.MessageTimeout[Default]", "ReadOnly", "integer", "s")]
    [InlineData("OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]", "ReadWrite", "integer", "s")]
    [InlineData("OCPPCommCtrlr.MessageAttempts[TransactionEvent]", "ReadWrite", "integer", null)]
    [InlineData("OCPPCommCtrlr.NetworkConfigurationPriority", "ReadWrite", "SequenceList", null)]
    [InlineData("OCPPCommCtrlr.NetworkProfileConnectionAttempts", "ReadWrite", "integer", null)]
    [InlineData("OCPPCommCtrlr.OfflineThreshold", "ReadWrite", "integer", "s")]
    [InlineData("OCPPCommCtrlr.ResetRetries", "ReadWrite", "integer", null)]
    [InlineData("OCPPCommCtrlr.UnlockOnEVSideDisconnect", "ReadWrite", "boolean", null)]
    [InlineData("SampledDataCtrlr.TxEndedInterval", "ReadWrite", "integer", "s")]
    [InlineData("SampledDataCtrlr.TxEndedMeasurands", "ReadWrite", "MemberList", null)]
    [InlineData("SampledDataCtrlr.TxStartedMeasurands", "ReadWrite", "MemberList", null)]
    [InlineData("SampledDataCtrlr.TxUpdatedInterval", "ReadWrite", "integer", "s")]
    [InlineData("SampledDataCtrlr.TxUpdatedMeasurands", "ReadWrite", "MemberList", null)]
    [InlineData("SecurityCtrlr.CertificateEntries", "ReadOnly", "integer", null)]
    [InlineData("SecurityCtrlr.OrganizationName", "ReadWrite", "string", null)]
    [InlineData("SecurityCtrlr.SecurityProfile", "ReadOnly", "integer", null)]
    [InlineData("TxCtrlr.EVConnectionTimeOut", "ReadWrite", "integer", "s")]
    [InlineData("TxCtrlr.StopTxOnEVSideDisconnect", "ReadWrite", "boolean", null)]
    [InlineData("TxCtrlr.StopTxOnInvalidId", "ReadWrite", "boolean", null)]
    [InlineData("TxCtrlr.TxStartPoint", "ReadWrite", "MemberList", null)]
    [InlineData("TxCtrlr.TxStopPoint", "ReadWrite", "MemberList", null)]
    [InlineData("DisplayMessageCtrlr.DisplayMessages", "ReadOnly", "integer", null)]
    [InlineData("DisplayMessageCtrlr.SupportedFormats", "ReadOnly", "MemberList", null)]
    [InlineData("DisplayMessageCtrlr.SupportedPriorities", "ReadOnly", "MemberList", null)]
    [InlineData("ISO15118Ctrlr.ContractValidationOffline", "ReadWrite", "boolean", null)]
    [InlineData("LocalAuthListCtrlr.BytesPerMessage", "ReadOnly", "integer", null)]
    [InlineData("LocalAuthListCtrlr.Entries", "ReadOnly", "integer", null)]
    [InlineData("LocalAuthListCtrlr.ItemsPerMessage", "ReadOnly", "integer", null)]
    [InlineData("MonitoringCtrlr.BytesPerMessage[SetVariableMonitoring]", "ReadOnly", "integer", null)]
    [InlineData("SmartChargingCtrlr.Entries[ChargingProfiles]", "ReadOnly", "integer", null)]
    [InlineData("SmartChargingCtrlr.LimitChangeSignificance", "ReadWrite", "decimal", "Percent")]
    [InlineData("SmartChargingCtrlr.PeriodsPerSchedule", "ReadOnly", "integer", null)]
    [InlineData("SmartChargingCtrlr.ProfileStackLevel", "ReadOnly", "integer", null)]
    [InlineData("SmartChargingCtrlr.RateUnit", "ReadOnly", "MemberList", null)]
    [InlineData("TariffCostCtrlr.Currency", "ReadWrite", "string", null)]
    [InlineData("TariffCostCtrlr.TariffFallbackMessage", "ReadWrite", "string", null)]
    [InlineData("TariffCostCtrlr.TotalCostFallbackMessage", "ReadWrite", "string", null)]
    public void B07_FullInventory_holds_what_the_standard_requires(string name, string mutability, string type, string? unit)
    {
        var item = Inventory.Value.Single(i => NameOf(i) == name);
        item.GetProperty("variableAttribute")[0].GetProperty("mutability").GetString().ShouldBe(mutability);
        var characteristics = item.GetProperty("variableCharacteristics");
        characteristics.GetProperty("dataType").GetString().ShouldBe(type);
        if (unit is not null && !name.EndsWith("BytesPerMessage", StringComparison.Ordinal))
            characteristics.GetProperty("unit").GetString().ShouldBe(unit);
    }

    private static readonly Lazy<List<JsonElement>> Inventory = new(static () => ReportOf(Quiet(), "GetBaseReport", """{"requestId":7,"reportBase":"FullInventory"}"""));

    [Fact]
    public void B07_every_list_says_what_it_may_hold_and_every_value_fits_its_type()
    {
        foreach (var item in Inventory.Value)
        {
            var characteristics = item.GetProperty("variableCharacteristics");
            var type = characteristics.GetProperty("dataType").GetString()!;
            if (type.EndsWith("List", StringComparison.Ordinal))
                characteristics.GetProperty("valuesList").GetString().ShouldNotBeNullOrEmpty(NameOf(item));
            foreach (var attribute in item.GetProperty("variableAttribute").EnumerateArray())
            {
                var value = attribute.TryGetProperty("value", out var v) ? v.GetString() : null;
                if (type is "integer" or "decimal" && value is not null)
                {
                    var number = decimal.Parse(value, CultureInfo.InvariantCulture);
                    if (characteristics.TryGetProperty("maxLimit", out var most))
                        number.ShouldBeLessThanOrEqualTo(most.GetDecimal(), NameOf(item));
                }

                if (attribute.GetProperty("mutability").GetString() == "WriteOnly")
                    value.ShouldBeNull("secrets are not told");
            }
        }

        Inventory.Value.Select(NameOf).ShouldBeUnique();
    }

    // TC_B_12.
    [Fact]
    public void B07_ConfigurationInventory_holds_what_can_be_set_and_nothing_else()
    {
        var settable = ReportOf(Quiet(), "GetBaseReport", """{"requestId":7,"reportBase":"ConfigurationInventory"}""");
        settable.ShouldAllBe(i => i.GetProperty("variableAttribute")[0].GetProperty("mutability").GetString() != "ReadOnly");
        settable.Count.ShouldBe(Inventory.Value.Count(i => i.GetProperty("variableAttribute")[0].GetProperty("mutability").GetString() != "ReadOnly"));
    }

    [Fact]
    public void B07_SummaryInventory_holds_availability_and_what_is_wrong()
    {
        var rig = Quiet();
        var summary = ReportOf(rig, "GetBaseReport", """{"requestId":7,"reportBase":"SummaryInventory"}""");
        summary.Select(NameOf).ShouldBe(
            ["ChargingStation.AvailabilityState", "EVSE(1).AvailabilityState", "Connector(1).AvailabilityState", "EVSE(2).AvailabilityState", "Connector(2).AvailabilityState"],
            ignoreOrder: true);
    }

    // TC_B_02.
    [Fact]
    public void B02_a_pending_station_is_read_configured_and_reported()
    {
        var rig = new Rig(OcppVersion.V201);
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer("Pending", 3600);
        rig.Booted();
        SetOne(rig, "300", Threshold).GetProperty("attributeStatus").GetString().ShouldBe("Accepted");
        GetOne(rig, Threshold).GetProperty("attributeValue").GetString().ShouldBe("300");
        ReportOf(rig, "GetBaseReport", """{"requestId":7,"reportBase":"FullInventory"}""").Count.ShouldBe(Inventory.Value.Count);
        rig.Csms.Actions.Distinct().ShouldBe(["NotifyReport"]);
    }

    [Fact]
    public void B07_a_report_ends_with_its_connection_and_can_be_asked_for_again()
    {
        var rig = Quiet();
        rig.Csms.Script["NotifyReport"] = _ => null;
        for (var i = 0; i < 5; i++)
            Ask(rig, "GetBaseReport", """{"requestId":7,"reportBase":"FullInventory"}""").GetProperty("status").GetString().ShouldBe(i < 4 ? "Accepted" : "Rejected");
        rig.Csms.Drop();
        rig.Csms.Script.Clear();
        rig.Run(30);
        ReportOf(rig, "GetBaseReport", """{"requestId":7,"reportBase":"FullInventory"}""").Count.ShouldBe(Inventory.Value.Count);
    }

    [Theory]
    [Shows(OcppVersion.V201, "GetReport")]
    [InlineData(""" "componentVariable":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"OfflineThreshold"}}] """, "OCPPCommCtrlr.OfflineThreshold")]
    [InlineData(""" "componentVariable":[{"component":{"name":"ocppcommctrlr"},"variable":{"name":"MessageTimeout"}}] """, "OCPPCommCtrlr.MessageTimeout[Default]")]
    [InlineData(""" "componentVariable":[{"component":{"name":"EVSE"},"variable":{"name":"Power"}}] """, "EVSE(1).Power,EVSE(2).Power")]
    [InlineData(""" "componentVariable":[{"component":{"name":"EVSE","evse":{"id":2}},"variable":{"name":"Power"}}] """, "EVSE(2).Power")]
    [InlineData(""" "componentCriteria":["Problem"] """, "")]
    [InlineData(""" "componentCriteria":["Available"],"componentVariable":[{"component":{"name":"Connector"},"variable":{"name":"ConnectorType"}}] """, "Connector(1).ConnectorType,Connector(2).ConnectorType")]
    [InlineData(""" "componentVariable":[{"component":{"name":"Nothing"}}] """, "")]
    public void B08_GetReport_tells_the_chosen_variables(string criteria, string expected)
    {
        var names = expected.Length == 0 ? [] : expected.Split(',');
        ReportOf(Quiet(), "GetReport", $$"""{"requestId":7,{{criteria}}}""", names.Length == 0 ? "EmptyResultSet" : "Accepted").Select(NameOf).ShouldBe(names);
    }

    [Fact]
    public void B08_an_EVSE_out_of_service_is_not_enabled()
    {
        var rig = Quiet();
        Ask(rig, "ChangeAvailability", """{"operationalStatus":"Inoperative","evse":{"id":1}}""");
        ReportOf(rig, "GetReport", """{"requestId":7,"componentCriteria":["Enabled"],"componentVariable":[{"component":{"name":"EVSE"},"variable":{"name":"Power"}}]}""")
            .Select(NameOf).ShouldBe(["EVSE(2).Power"]);
    }

    [Fact]
    public void Live_values_are_those_of_the_session()
    {
        var rig = Quiet();
        string? Value(string component, string variable, string type = "Actual")
            => GetOne(rig, $$""" "attributeType":"{{type}}","component":{"name":"{{component}}","evse":{"id":2} },"variable":{"name":"{{variable}}"} """).GetProperty("attributeValue").GetString();
        Value("EVSE", "Power").ShouldBe("0");
        Value("ConnectedEV", "StateOfCharge").ShouldBe("");
        rig.Do(new StartSession("TAG", 2, SocPercent: 40), 600);

        var view = rig.Seen.View.Connectors[1];
        Value("EVSE", "AvailabilityState").ShouldBe("Occupied");
        decimal.Parse(Value("EVSE", "Power")!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(10_000);
        decimal.Parse(Value("EVSE", "DCCurrent")!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(20);
        decimal.Parse(Value("EVSE", "ChargingTime")!, CultureInfo.InvariantCulture).ShouldBeInRange(600, 610);
        decimal.Parse(Value("ConnectedEV", "StateOfCharge")!, CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo((decimal)view.SocPercent!.Value);
        decimal.Parse(Value("ConnectedEV", "Power", "MaxSet")!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(40_000);
        Value("ConnectedEV", "Available").ShouldBe("true");
        decimal.Parse(Value("FiscalMetering", "EnergyImport")!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(1000);
    }
}
