using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.Tests.Examples;
using Voltbench.Ocpi.V221.Tariffs;

namespace Voltbench.Ocpi.Tests.Pricing;

/// <summary>The engine finds the figures that the text of the standard gives.</summary>
public sealed class WorkedExampleTests
{
    public static TheoryData<string> Names => [.. WorkedExamples.All.Select(e => e.Name)];

    public static TheoryData<string> FromFiles => [.. WorkedExamples.All.Where(e => e.File is not null).Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheCostIsThatOfTheText(string name)
    {
        var example = WorkedExamples.All.Single(e => e.Name == name);
        Check(example, example.Tariff);
    }

    [Theory]
    [MemberData(nameof(FromFiles))]
    public void TheTariffOfTheSpecificationCostsTheSame(string name)
    {
        Assert.SkipUnless(SpecificationExamples.Available, SpecificationExamples.HowToGet);
        var example = WorkedExamples.All.Single(e => e.Name == name);
        Check(example, OcpiJson.Deserialize<Tariff>(SpecificationExamples.Object(OcpiVersion.V221, example.File!)).ToPriced());
    }

    [Fact]
    public void EveryTariffOfTheSpecificationWithAFigureIsThere()
    {
        Assert.SkipUnless(SpecificationExamples.Available, SpecificationExamples.HowToGet);
        // The one is without last_updated and has no figure, the other says itself that it cannot be told in a tariff.
        string[] without = ["tariff_put_example", "tariff_11_not_possible_alt_text"];
        SpecificationExamples.Names(OcpiVersion.V221).Where(n => n.StartsWith("tariff", StringComparison.Ordinal)).Except(without)
            .Except(WorkedExamples.All.Select(e => e.File)).ShouldBeEmpty();
    }

    private static void Check(WorkedExample example, PricedTariff tariff)
    {
        var total = TariffEngine.Price(example.Record, tariff, OcpiVersion.V221).Total;
        AsPrinted(total.ExclVat, example.ExclVat).ShouldBe(example.ExclVat, example.Name);
        if (example.InclVat is { } gross)
            AsPrinted(total.InclVat.ShouldNotBeNull(), gross).ShouldBe(gross, example.Name);
    }

    /// <summary>The text prints some figures with two decimals, some with three.</summary>
    private static decimal AsPrinted(decimal value, decimal printed)
        => Math.Round(value, Math.Max(2, (int)printed.Scale), MidpointRounding.AwayFromZero);
}
