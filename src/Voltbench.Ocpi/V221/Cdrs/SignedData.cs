using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>Signed meter values (OCPI 2.2.1 mod_cdrs).</summary>
public sealed record SignedData
{
    [CiString(36)]
    public required string EncodingMethod { get; init; }

    public int? EncodingMethodVersion { get; init; }

    [Text(512)]
    public string? PublicKey { get; init; }

    [Items(1)]
    public required IReadOnlyList<SignedValue> SignedValues { get; init; }

    [Text(512)]
    public string? Url { get; init; }
}
