namespace Voltbench.Csms;

/// <summary>Gathers the readings of one message into one sample per instant.</summary>
internal sealed class SampleCollector
{
    private readonly SortedDictionary<DateTimeOffset, Instant> instants = [];

    /// <summary>A register of imported active energy, Wh.</summary>
    public void Register(DateTimeOffset at, double wh) => At(at).RegisterWh = wh;

    /// <summary>Power, W: of all phases (<paramref name="isPhase"/> false), or of one of them.</summary>
    public void Power(DateTimeOffset at, double watts, bool isPhase) => At(at).Power.Add(watts, isPhase);

    /// <summary>Current, A: of all phases, or of one of them.</summary>
    public void Current(DateTimeOffset at, double amperes, bool isPhase) => At(at).Current.Add(amperes, isPhase);

    /// <summary>What the station does, in the words of 2.0.1.</summary>
    public void State(DateTimeOffset at, string state) => At(at).State = state;

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<TransactionSample> Samples() =>
        [.. instants.Select(i => new TransactionSample(i.Key, i.Value.RegisterWh, i.Value.Power.Value, i.Value.Current.Value, i.Value.State))];

    // PostgreSQL keeps microseconds: instants that it cannot tell apart are one.
    private Instant At(DateTimeOffset at)
    {
        var key = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        if (!instants.TryGetValue(key, out var instant))
            instants[key] = instant = new Instant();
        return instant;
    }

    private sealed class Instant
    {
        public double? RegisterWh { get; set; }

        public string? State { get; set; }

        public Total Power { get; } = new();

        public Total Current { get; } = new();
    }

    /// <summary>A station tells the total, or the phases that make it up, or both.</summary>
    private sealed class Total
    {
        private double? whole;
        private double? phases;

        public double? Value => whole ?? phases;

        public void Add(double value, bool isPhase)
        {
            if (isPhase)
                phases = (phases ?? 0) + value;
            else
                whole = value;
        }
    }
}
