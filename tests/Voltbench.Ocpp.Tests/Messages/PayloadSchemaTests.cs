using System.Text;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V201.Transactions;

namespace Voltbench.Ocpp.Tests.Messages;

public class PayloadSchemaTests
{
    private const string MeterValue = """
        {"eventType":"Updated","timestamp":"2026-01-31T12:00:00.000Z","triggerReason":"MeterValuePeriodic","seqNo":3,"transactionInfo":{"transactionId":"T"},
         "meterValue":[{"timestamp":"2026-01-31T12:00:00Z","sampledValue":[{"value":7.25,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"kW"}}]}],
         "customData":{"vendorId":"\u00c4","more":{"a":[1,2]}}}
        """;

    [Fact]
    public void A_valid_payload_costs_no_allocation()
    {
        var schema = OcppActions.For<TransactionEventRequest>().Request;
        var json = Encoding.UTF8.GetBytes(MeterValue);
        schema.Check(json).ShouldBeNull();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var violations = 0;
        for (var i = 0; i < 1000; i++)
            violations += schema.Check(json) is null ? 0 : 1;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        violations.ShouldBe(0);
        allocated.ShouldBeLessThan(1000, "bytes for 1000 checks");
    }

    [Fact]
    public void Reading_and_writing_cost_little_more_than_the_values()
    {
        var json = """{"status":"Accepted","currentTime":"2026-01-31T12:00:00Z","interval":300}"""u8.ToArray();
        var answer = OcppJson.Deserialize<BootNotificationResponse>(json);
        OcppJson.Serialize(answer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            OcppJson.Deserialize<BootNotificationResponse>(json);
        var reading = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
        before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            OcppJson.Serialize(answer);
        var writing = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;

        reading.ShouldBeLessThan(400, "bytes for one answer of 40 bytes");
        writing.ShouldBeLessThan(200, "bytes for one answer of 77 bytes");
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_no_payload()
    {
        byte[] json = [.. """{"idTag":" """u8, 0xC3, 0x28, .. "\"}"u8];

        OcppActions.For<AuthorizeRequest>().Request.Check(json)!.Code.ShouldBe(RpcErrorCode.FormationViolation);
    }

    [Fact]
    public void Nesting_without_end_is_refused_and_survived()
    {
        var json = Encoding.UTF8.GetBytes("""{"vendorId":"V","data":""" + new string('[', 100_000));

        OcppActions.Find(OcppVersion.V201, "DataTransfer")!.Request.Check(json)!.Code.ShouldBe(RpcErrorCode.FormationViolation);
    }

    [Theory]
    [InlineData("{}", "$.chargePointVendor: is required: a string of at most 20 characters")]
    [InlineData("""{"chargePointVendor":"123456789012345678901"}""", "$.chargePointVendor: must be a string of at most 20 characters, not 21")]
    [InlineData("""{"chargePointVendor":5}""", "$.chargePointVendor: must be a string of at most 20 characters, not a number")]
    [InlineData("""{"vendor":5}""", "$.vendor: is not a property of this object; known are chargePointVendor, chargePointModel, chargePointSerialNumber, chargeBoxSerialNumber, firmwareVersion, iccid, imsi, meterType, meterSerialNumber")]
    [InlineData("""{"chargePointVendor":"V" "b":1}""", "$: the payload is not valid JSON: line 1, byte 26")]
    [InlineData("7", "$: the payload must be a JSON object")]
    public void A_violation_says_what_would_be_right(string json, string text) =>
        OcppActions.For<BootNotificationRequest>().Request.Check(Encoding.UTF8.GetBytes(json))!.ToString().ShouldBe(text);

    [Theory]
    [InlineData("""{"status":"Ok","currentTime":"2026-01-31T12:00:00Z","interval":1}""", "$.status: must be one of Accepted, Pending, Rejected")]
    [InlineData("""{"status":"Accepted","currentTime":"now","interval":1}""", "$.currentTime: must be an RFC 3339 date-time with a zone, such as 2026-01-31T12:00:00Z")]
    [InlineData("""{"status":"Accepted","currentTime":"2026-01-31T12:00:00Z","interval":1.0}""", "$.interval: must be a 32-bit integer, written without fraction and exponent")]
    [InlineData("""{"status":"Accepted","currentTime":"2026-01-31T12:00:00Z","interval":99999999999}""", "$.interval: must be a 32-bit integer")]
    public void So_does_one_of_an_answer(string json, string text) =>
        OcppActions.For<BootNotificationRequest>().Response.Check(Encoding.UTF8.GetBytes(json))!.ToString().ShouldBe(text);
}
