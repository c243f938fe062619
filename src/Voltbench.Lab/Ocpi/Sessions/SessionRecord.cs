using Voltbench.Ocpi.Pricing;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>What a transaction and its samples say to the tariff engine.</summary>
internal static class SessionRecord
{
    /// <summary>The whole transaction; of a running one as far as its last reading.</summary>
    public static ChargingRecord Of(TransactionRow transaction, SessionSnapshot snapshot, IReadOnlyList<SampleRow> samples)
    {
        var start = transaction.StartedAt;
        var end = EndOf(transaction, samples);
        return new ChargingRecord
        {
            Start = start,
            End = end,
            TimeZone = snapshot.TimeZone,
            Voltage = snapshot.Voltage > 0 ? snapshot.Voltage : null,
            Samples = Readings(transaction, samples, start, end),
            Changes = Changes(samples, end),
            Cuts = transaction.IsStopped ? [] : PeriodGrid.Between(start, end),
        };
    }

    // A clock that was set back must not end a session before its start. A change of state after the last reading says nothing of the energy since then.
    private static DateTimeOffset EndOf(TransactionRow transaction, IReadOnlyList<SampleRow> samples)
    {
        DateTimeOffset? read = null;
        DateTimeOffset? told = null;
        foreach (var sample in samples)
        {
            told = sample.At;
            read = sample.RegisterWh is null ? read : sample.At;
        }

        var end = transaction.StoppedAt ?? read ?? told ?? transaction.StartedAt;
        return end > transaction.StartedAt ? end : transaction.StartedAt;
    }

    /// <summary>
    /// The registers of start and stop are what is billed. Readings between them are finer (1.6 tells these two in whole Wh), so they are kept within;
    /// unless the stop is below the start, which no meter says that was not changed meanwhile: then the readings alone count.
    /// </summary>
    private static List<MeterSample> Readings(TransactionRow transaction, IReadOnlyList<SampleRow> samples, DateTimeOffset start, DateTimeOffset end)
    {
        var from = Wh(transaction.MeterStart);
        var to = Wh(transaction.MeterStop);
        var isSound = from is null || to is null || from <= to;
        var readings = new List<MeterSample>(samples.Count + 2);
        if (from is { } first)
            readings.Add(new MeterSample(start, first));
        foreach (var sample in samples)
        {
            if (sample.RegisterWh is null || sample.At < start || sample.At > end || (from is not null && sample.At == start) || (to is not null && sample.At == end))
                continue;
            var register = Wh(sample.RegisterWh)!.Value;
            if (isSound)
                register = Math.Min(Math.Max(register, from ?? register), to ?? decimal.MaxValue);
            readings.Add(new MeterSample(sample.At, register, Wh(sample.CurrentA), PowerW: Wh(sample.PowerW)));
        }

        if (transaction.IsStopped && to is { } last)
            readings.Add(new MeterSample(end, last));
        return readings;
    }

    private static List<ChargingChange> Changes(IReadOnlyList<SampleRow> samples, DateTimeOffset end)
    {
        var changes = new List<ChargingChange>();
        foreach (var sample in samples)
        {
            if (sample.ChargingState is { } state && sample.At <= end)
                changes.Add(new ChargingChange(sample.At, StateOf(state)));
        }

        return changes;
    }

    private static ChargingState StateOf(string state) => state switch
    {
        "Charging" => ChargingState.Charging,
        "SuspendedEV" => ChargingState.SuspendedEv,
        "SuspendedEVSE" => ChargingState.SuspendedEvse,
        _ => ChargingState.Connected,
    };

    // A register that no meter has is none: 10^15 Wh is more than a power station makes in a year.
    private static decimal? Wh(double? value) => value is { } number && double.IsFinite(number) && Math.Abs(number) < 1e15 ? (decimal)number : null;
}
