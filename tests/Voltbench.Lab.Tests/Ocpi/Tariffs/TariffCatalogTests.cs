using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Tariffs;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.Rules;
using Voltbench.Testing.Schemas;
using V211 = Voltbench.Ocpi.V211;
using V221 = Voltbench.Ocpi.V221;

namespace Voltbench.Lab.Tests.Ocpi.Tariffs;

public sealed class TariffCatalogTests
{
    private static readonly DateTimeOffset Then = new(2026, 1, 14, 7, 0, 0, TimeSpan.Zero);
    private static readonly TariffCatalog Catalog = TariffCatalog.Load();

    [Fact]
    public void EveryTariffOfATemplateIsThere()
        => TemplateCatalog.Load().Locations.SelectMany(t => t.Tariffs.Of(dc: false).Concat(t.Tariffs.Of(dc: true))).Except(Catalog.Slugs).ShouldBeEmpty();

    [Fact]
    public void EveryCountryOfAPlaceHasItsOwnPrices()
        => TemplateCatalog.Load().Places.Select(p => p.Country).Except(Catalog.Countries).ShouldBeEmpty();

    [Fact]
    public void EveryTariffIsOneOfBothVersionsInEveryCountry()
    {
        foreach (var country in Catalog.Countries.Append("IS"))
        {
            foreach (var slug in Catalog.Slugs)
            {
                Catalog.TryRender(Party(country, OcpiVersion.V221), slug, Then, out var v221).ShouldBeTrue();
                Catalog.TryRender(Party(country, OcpiVersion.V211), slug, Then, out var v211).ShouldBeTrue();
                OcpiRules.CheckStrictly<V221.Tariffs.Tariff>(System.Text.Encoding.UTF8.GetBytes(v221!)).ShouldBeNull($"{country} {slug}");
                OcpiRules.CheckStrictly<V211.Tariffs.Tariff>(System.Text.Encoding.UTF8.GetBytes(v211!)).ShouldBeNull($"{country} {slug}");
            }
        }
    }

    [Fact]
    public void EveryTariffPassesItsSchema()
    {
        Assert.SkipUnless(OcpiSchemas.Available, OcpiSchemas.HowToGet);
        foreach (var version in Enum.GetValues<OcpiVersion>())
        {
            foreach (var slug in Catalog.Slugs)
            {
                Catalog.TryRender(Party("NO", version), slug, Then, out var body).ShouldBeTrue();
                OcpiSchemas.Check(version, "tariff", body!).ShouldBeNull($"{version} {slug}");
            }
        }
    }

    [Theory]
    [InlineData("DE", "EUR", 0.41, 19.0)]
    [InlineData("CH", "CHF", 0.41, 8.1)]
    [InlineData("NO", "NOK", 3.77, 25.0)]
    [InlineData("GB", "GBP", 0.44, 20.0)]
    [InlineData("US", "USD", 0.37, null)]
    [InlineData("IS", "EUR", 0.41, 20.0)]
    public void ACountryHasItsCurrencyItsLevelAndItsVat(string country, string currency, double price, double? vat)
    {
        var tariff = Catalog.Find221(country, "VBX", "ac-street", Then)!;

        tariff.Currency.ShouldBe(currency);
        Catalog.CurrencyOf(country).ShouldBe(currency);
        tariff.Elements[0].PriceComponents[0].Price.ShouldBe((decimal)price);
        tariff.Elements[0].PriceComponents[0].Vat.ShouldBe((decimal?)vat);
    }

    [Fact]
    public void AReservationHasAPriceIn221Only()
    {
        Catalog.Find221("DE", "VBX", "dc-highway", Then)!.Elements.Count.ShouldBe(4);
        Catalog.Find211("DE", "dc-highway", Then)!.Elements.Count.ShouldBe(2);
    }

    [Fact]
    public void WhatIsNotThereIsNotRendered()
        => Catalog.TryRender(Party("DE", OcpiVersion.V221), "dc-moon", Then, out _).ShouldBeFalse();

    /// <summary>An hour at the power of the outlet and half an hour of parking, on a Wednesday from 07:00 UTC.</summary>
    [Theory]
    [InlineData("ac-home", 11, 3.52)]
    [InlineData("ac-street", 11, 4.51 + 1.5)]
    [InlineData("ac-garage", 11, 4.73 + 1)]
    [InlineData("ac-retail", 11, 0.5 + 4.07)]
    [InlineData("ac-depot", 11, 2.86)]
    [InlineData("dc-highway", 80, 46.4 + 1.5 + 6)]
    [InlineData("dc-retail", 40, 0.35 + 16.8 + 4.5)]
    [InlineData("dc-retail", 80, 0.35 + 40 + 4.5)]
    [InlineData("dc-depot", 120, 34 + 5.8 + 1.2)]
    public void AnHourOfChargingCosts(string slug, double kwh, double cost)
    {
        var record = new ChargingRecord
        {
            Start = Then,
            End = Then.AddMinutes(90),
            TimeZone = "Europe/Berlin",
            Samples = [new(Then, 0), new(Then.AddHours(1), (decimal)kwh * 1_000), new(Then.AddMinutes(90), (decimal)kwh * 1_000)],
            Changes = [new(Then, ChargingState.Charging), new(Then.AddHours(1), ChargingState.SuspendedEv)],
        };
        var v221 = V221.Tariffs.TariffPricing.ToPriced(Catalog.Find221("DE", "VBX", slug, Then)!);
        var v211 = V211.Tariffs.TariffPricing.ToPriced(Catalog.Find211("DE", slug, Then)!);

        TariffEngine.Price(record, v221, OcpiVersion.V221).Total.ExclVat.ShouldBe((decimal)cost);
        TariffEngine.Price(record, v211, OcpiVersion.V211).Total.ExclVat.ShouldBe((decimal)cost);
    }

    private static Party Party(string country, OcpiVersion version) => new(1, Guid.Empty, PartyRole.Cpo, version, country, "VBX", "Test", "http://localhost");
}
