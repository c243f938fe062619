using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>A command that a worker has claimed.</summary>
/// <param name="Expires">When its time is over.</param>
internal sealed record CommandRow(Guid Id, Party Party, long PeerId, CommandKind Kind, CommandOrder Order, string ResponseUrl, DateTimeOffset Expires);

/// <summary>A result that is to be posted.</summary>
/// <param name="Attempts">Including this one.</param>
internal sealed record ResultRow(Guid Id, Party Party, long PeerId, CommandKind Kind, string Url, string? CorrelationId, string? SessionId, string Answer, int Attempts);
