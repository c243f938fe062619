using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Asks whether an identifier may charge. Sent by the charge point (OCPP 1.6 §4.1).</summary>
public sealed record AuthorizeRequest
{
    [MaxLength(20)]
    public required string IdTag { get; init; }
}

public sealed record AuthorizeResponse
{
    public required IdTagInfo IdTagInfo { get; init; }
}
