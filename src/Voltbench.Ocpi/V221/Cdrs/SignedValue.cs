using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>One signed meter value (OCPI 2.2.1 mod_cdrs).</summary>
public sealed record SignedValue
{
    [CiString(32)]
    public required string Nature { get; init; }

    [Text(5000)]
    public required string PlainData { get; init; }

    [Text(5000)]
    public required string SignedData { get; init; }
}
