using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Delivers a part of what is stored about a customer. Sent by the charging station (OCPP 2.0.1 part 2, use cases N09, N10).</summary>
public sealed record NotifyCustomerInformationRequest
{
    [MaxLength(512)]
    public required string Data { get; init; }

    /// <summary>To be continued: more parts follow. False when absent.</summary>
    public bool? Tbc { get; init; }

    /// <summary>Counts the parts from 0.</summary>
    public required int SeqNo { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    public required int RequestId { get; init; }
}

public sealed record NotifyCustomerInformationResponse;
