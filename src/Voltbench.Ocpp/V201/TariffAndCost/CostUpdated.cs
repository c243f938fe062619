using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.TariffAndCost;

/// <summary>Tells the running cost of a transaction. Sent by the CSMS (OCPP 2.0.1 part 2, use case I02).</summary>
public sealed record CostUpdatedRequest
{
    /// <summary>In the currency that the station is configured for, taxes included.</summary>
    public required decimal TotalCost { get; init; }

    [MaxLength(36)]
    public required string TransactionId { get; init; }
}

public sealed record CostUpdatedResponse;
