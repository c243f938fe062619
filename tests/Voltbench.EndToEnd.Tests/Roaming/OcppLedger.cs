using System.Globalization;
using System.Text.Json;

namespace Voltbench.EndToEnd.Tests.Roaming;

/// <summary>One transaction as the frames of the charger tell it, read without any help of the product.</summary>
/// <param name="StartWh">Register at the start, Wh.</param>
/// <param name="StopWh">Register at the end, Wh; null while it runs.</param>
internal sealed record OcppLedger(DateTimeOffset StartedAt, decimal StartWh, DateTimeOffset? StoppedAt, decimal? StopWh, string? IdToken, int Samples)
{
    public decimal Kwh => ((StopWh ?? throw new InvalidOperationException("the transaction runs")) - StartWh) / 1000;

    /// <param name="frames">Items of the charger's log in the order of time; there must be one transaction in them.</param>
    public static OcppLedger Read(IEnumerable<JsonElement> frames)
    {
        OcppLedger? ledger = null;
        foreach (var frame in frames.Where(f => f.GetProperty("direction").GetString() == "cp_to_csms"))
        {
            var message = JsonElement.Parse(frame.GetProperty("message").GetString()!);
            if (message[0].GetInt32() != 2)
                continue;
            ledger = Add(ledger, message[2].GetString()!, message[3]);
        }

        return ledger ?? throw new InvalidOperationException("there is no transaction in the frames");
    }

    private static OcppLedger? Add(OcppLedger? ledger, string action, JsonElement payload) => action switch
    {
        "StartTransaction" => new OcppLedger(
            payload.GetProperty("timestamp").GetDateTimeOffset(), payload.GetProperty("meterStart").GetDecimal(), null, null, payload.GetProperty("idTag").GetString(), 0),
        "MeterValues" when ledger is not null && payload.TryGetProperty("transactionId", out _) => ledger with { Samples = ledger.Samples + 1 },
        "StopTransaction" when ledger is not null => ledger with
        {
            StoppedAt = payload.GetProperty("timestamp").GetDateTimeOffset(),
            StopWh = payload.GetProperty("meterStop").GetDecimal(),
        },
        "TransactionEvent" => Add201(ledger, payload),
        _ => ledger,
    };

    private static OcppLedger? Add201(OcppLedger? ledger, JsonElement payload)
    {
        var at = payload.GetProperty("timestamp").GetDateTimeOffset();
        var token = payload.TryGetProperty("idToken", out var given) ? given.GetProperty("idToken").GetString() : null;
        var register = Register(payload);
        return payload.GetProperty("eventType").GetString() switch
        {
            "Started" => new OcppLedger(at, register ?? throw new InvalidOperationException("no register at the start"), null, null, token, 0),
            "Ended" when ledger is not null => ledger with { StoppedAt = at, StopWh = register },
            _ when ledger is not null => ledger with { Samples = ledger.Samples + (register is null ? 0 : 1), IdToken = ledger.IdToken ?? token },
            _ => null,
        };
    }

    private static decimal? Register(JsonElement payload)
    {
        if (!payload.TryGetProperty("meterValue", out var values))
            return null;
        decimal? register = null;
        foreach (var sample in values.EnumerateArray().SelectMany(v => v.GetProperty("sampledValue").EnumerateArray()))
        {
            var measurand = sample.TryGetProperty("measurand", out var named) ? named.GetString() : "Energy.Active.Import.Register";
            if (measurand != "Energy.Active.Import.Register" || sample.TryGetProperty("phase", out _))
                continue;
            var value = decimal.Parse(sample.GetProperty("value").GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);
            var unit = sample.TryGetProperty("unitOfMeasure", out var of) && of.TryGetProperty("unit", out var name) ? name.GetString() : "Wh";
            register = unit == "kWh" ? value * 1000 : value;
        }

        return register;
    }
}
