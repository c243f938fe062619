using System.Text.Json;

namespace Voltbench.Simulation;

/// <summary>What became of a posted command before it ran.</summary>
public enum CommandTicket
{
    /// <summary>It will run.</summary>
    Queued,

    /// <summary>The fleet does not hold this charger.</summary>
    NotPlaced,

    /// <summary>The charger's lane is full: try again.</summary>
    Busy,
}

public enum CommandStatus
{
    Accepted,

    /// <summary>The charger or the CSMS said no; the detail says why.</summary>
    Rejected,

    NotPlaced,

    Busy,
}

/// <summary>What became of a command.</summary>
/// <param name="Status">Whether it was done.</param>
/// <param name="Detail">Why not, in words a person can act on.</param>
/// <param name="TransactionId">Local reference of the transaction it began or ended; in 2.0.1 the transaction id.</param>
/// <param name="Data">What the command has to tell, an object; null for nothing.</param>
public sealed record CommandOutcome(CommandStatus Status, string? Detail = null, string? TransactionId = null, JsonElement? Data = null)
{
    /// <summary>Done, with something to tell.</summary>
    public static CommandOutcome Told(JsonElement data) => new(CommandStatus.Accepted, Data: data);

    public static CommandOutcome Accepted(string? transactionId = null) => new(CommandStatus.Accepted, null, transactionId);

    public static CommandOutcome Rejected(string detail) => new(CommandStatus.Rejected, detail);
}

/// <summary>Why a charger leaves the fleet.</summary>
public enum RemovalReason
{
    /// <summary>Power off: the socket closes with 1000, the durable state stays.</summary>
    Stopped,

    /// <summary>A running session ends cleanly first (reason <c>Other</c>).</summary>
    Deleted,

    /// <summary>Another process takes over: the durable state stays.</summary>
    Moved,

    /// <summary>This process ends: the durable state stays.</summary>
    Shutdown,
}
