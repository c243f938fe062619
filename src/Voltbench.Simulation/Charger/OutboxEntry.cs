namespace Voltbench.Simulation.Charger;

/// <summary>What a transaction message is to its transaction: decides what may be dropped.</summary>
internal enum OutboxRole : byte
{
    Start,
    Intermediate,
    End,
}

/// <summary>A transaction message and how far it has come.</summary>
internal sealed class OutboxEntry(OutboxMessage message, OutboxRole role, long order)
{
    public OutboxMessage Message { get; } = message;

    public OutboxRole Role { get; } = role;

    /// <summary>Place among all that the station wants to send.</summary>
    public long Order { get; } = order;

    /// <summary>On disk: it may be sent.</summary>
    public bool IsCommitted { get; set; }

    /// <summary>How often the CSMS failed to process it; being offline does not count (OCPP 1.6 §3.7.1).</summary>
    public int Attempts { get; set; }

    /// <summary>The face has to put the CSMS's transaction id into the payload.</summary>
    public bool NeedsTransactionId { get; init; }
}
