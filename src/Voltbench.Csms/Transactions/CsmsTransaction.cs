using Voltbench.Ocpp;

namespace Voltbench.Csms;

/// <summary>A transaction as the CSMS knows it. Energy registers in Wh.</summary>
/// <param name="TransactionId">1.6: the number the CSMS gave, in decimal. 2.0.1: the station's id.</param>
public sealed record CsmsTransaction(
    string TransactionId,
    string Identity,
    OcppVersion Version,
    int? EvseId,
    int? ConnectorId,
    string? IdToken,
    double? MeterStartWh,
    double? MeterLastWh,
    double? MeterStopWh,
    DateTimeOffset StartedAt,
    DateTimeOffset? StoppedAt,
    string? StopReason);

/// <summary>Which transactions to list.</summary>
/// <param name="Identity">Only of this station; null = all.</param>
/// <param name="Open">true = running only, false = ended only, null = both.</param>
public sealed record TransactionQuery(Guid OrganizationId, string? Identity, bool? Open, long Offset, int Limit);
