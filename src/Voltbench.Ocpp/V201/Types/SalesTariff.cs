using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>Prices over time (ISO 15118).</summary>
public sealed record SalesTariff
{
    public required int Id { get; init; }

    [MaxLength(32)]
    public string? SalesTariffDescription { get; init; }

    public int? NumEPriceLevels { get; init; }

    [Items(1, 1024)]
    public required IReadOnlyList<SalesTariffEntry> SalesTariffEntry { get; init; }
}
