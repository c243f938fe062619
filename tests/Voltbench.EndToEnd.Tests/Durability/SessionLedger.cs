using System.Globalization;
using System.Text.Json;
using Voltbench.Ocpp;
using Voltbench.Testing.Csms;

namespace Voltbench.EndToEnd.Tests.Durability;

/// <summary>What the CALLs of one station, taken together, must say of its only session.</summary>
internal static class SessionLedger
{
    public static void Check(string identity, IReadOnlyList<RecordedCall> calls)
    {
        // The same unique id again is the repetition of a CALL whose answer was lost with the process; it is not a second event.
        var events = calls.DistinctBy(c => c.MessageId, StringComparer.Ordinal).ToArray();
        if (calls[0].Version == OcppVersion.V16)
            CheckV16(identity, events);
        else
            CheckV201(identity, events);
    }

    private static void CheckV16(string identity, IReadOnlyList<RecordedCall> events)
    {
        events.Count(c => c.Action == "StartTransaction").ShouldBe(1, $"{identity}: StartTransaction");
        events.Count(c => c.Action == "StopTransaction").ShouldBe(1, $"{identity}: StopTransaction");
        var start = events.Single(c => c.Action == "StartTransaction").Payload;
        var stop = events.Single(c => c.Action == "StopTransaction").Payload;
        var inTransaction = events.Where(c => c.Action == "MeterValues").ToArray();
        inTransaction.Select(c => c.Payload.GetProperty("transactionId").GetInt32()).Distinct().ShouldBe([stop.GetProperty("transactionId").GetInt32()], identity);
        decimal[] registers =
        [
            start.GetProperty("meterStart").GetDecimal(),
            .. inTransaction.SelectMany(c => Energies(c.Payload)),
            stop.GetProperty("meterStop").GetDecimal(),
        ];
        NeverFalls(identity, registers);
    }

    private static void CheckV201(string identity, IReadOnlyList<RecordedCall> events)
    {
        var transaction = events.Where(c => c.Action == "TransactionEvent").Select(c => c.Payload).ToArray();
        transaction.Select(p => p.GetProperty("transactionInfo").GetProperty("transactionId").GetString()).Distinct(StringComparer.Ordinal).Count().ShouldBe(1, identity);
        transaction.Select(p => p.GetProperty("seqNo").GetInt32()).ShouldBe(Enumerable.Range(0, transaction.Length), $"{identity}: seqNo without gaps");
        transaction.Count(p => p.GetProperty("eventType").GetString() == "Started").ShouldBe(1, identity);
        transaction.Count(p => p.GetProperty("eventType").GetString() == "Ended").ShouldBe(1, identity);
        NeverFalls(identity, [.. transaction.SelectMany(Energies)]);
    }

    private static IEnumerable<decimal> Energies(JsonElement payload) =>
        from value in payload.TryGetProperty("meterValue", out var values) ? values.EnumerateArray() : default
        from sample in value.GetProperty("sampledValue").EnumerateArray()
        where !sample.TryGetProperty("measurand", out var measurand) || measurand.GetString() == "Energy.Active.Import.Register"
        let number = sample.GetProperty("value")
        select number.ValueKind == JsonValueKind.String ? decimal.Parse(number.GetString()!, CultureInfo.InvariantCulture) : number.GetDecimal();

    private static void NeverFalls(string identity, IReadOnlyList<decimal> registers)
    {
        registers.Count.ShouldBeGreaterThan(2, identity);
        for (var i = 1; i < registers.Count; i++)
            registers[i].ShouldBeGreaterThanOrEqualTo(registers[i - 1], $"{identity}: register {i} of {string.Join(' ', registers)}");
    }
}
