using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>A sample with the signature of the meter.</summary>
public sealed record SignedMeterValue
{
    [MaxLength(2500)]
    public required string SignedMeterData { get; init; }

    [MaxLength(50)]
    public required string SigningMethod { get; init; }

    [MaxLength(50)]
    public required string EncodingMethod { get; init; }

    [MaxLength(2500)]
    public required string PublicKey { get; init; }
}
