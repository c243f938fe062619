using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Tokens;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>Who may see a location that is not published: tokens by uid, printed number or group (OCPI 2.2.1 mod_locations).</summary>
[AnyOf("uid", "visual_number", "group_id")]
[Needs("uid", "type")]
[Needs("visual_number", "issuer")]
public sealed record PublishTokenType
{
    [CiString(36)]
    public string? Uid { get; init; }

    public TokenType? Type { get; init; }

    [Text(64)]
    public string? VisualNumber { get; init; }

    [Text(64)]
    public string? Issuer { get; init; }

    [CiString(36)]
    public string? GroupId { get; init; }
}
