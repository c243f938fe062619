using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Voltbench.Lab.Tests.Catalog;

/// <summary>The shipped catalog is data, so its truth conditions are tests: unique names, figures that physics and the cables allow.</summary>
public partial class CatalogDataTests
{
    private static readonly CatalogFile Data = Read();

    /// <summary>Highest current of an outlet by type, A: cable and inlet ratings of IEC 62196, SAE J1772/J3400, CHAdeMO 1.x and GB/T 20234.</summary>
    private static readonly Dictionary<string, double> MaxCurrent = new()
    {
        ["Type1"] = 80,
        ["Type2"] = 63,
        ["NACS"] = 80,
        ["GBT_AC"] = 63,
        ["CCS1"] = 500,
        ["CCS2"] = 500,
        ["CHAdeMO"] = 200,
        ["GBT_DC"] = 670,
    };

    public static TheoryData<string> Models() => new(Data.Brands.SelectMany(b => b.Models.Select(m => b.Slug + "/" + m.Slug)));

    [Fact]
    public void Ships_at_least_18_brands_and_70_models()
    {
        Data.Brands.Count.ShouldBeGreaterThanOrEqualTo(18);
        Data.Brands.Sum(b => b.Models.Count).ShouldBeGreaterThanOrEqualTo(70);
    }

    [Theory]
    [InlineData("ac")]
    [InlineData("dc")]
    [InlineData("ac-dc")]
    public void Has_every_current_type(string currentType) =>
        Data.Brands.SelectMany(b => b.Models).ShouldContain(m => m.CurrentType == currentType);

    [Fact]
    public void Has_every_connector_type() =>
        Data.Brands.SelectMany(b => b.Models).SelectMany(m => m.ConnectorOptions).Distinct().ShouldBe(MaxCurrent.Keys, ignoreOrder: true);

    [Fact]
    public void Slugs_are_unique_and_slug_shaped()
    {
        Data.Brands.Select(b => b.Slug).ShouldBeUnique();
        foreach (var brand in Data.Brands)
        {
            brand.Slug.ShouldMatch(SlugShape().ToString());
            brand.Name.ShouldNotBeNullOrWhiteSpace();
            brand.Models.Select(m => m.Slug).ShouldBeUnique();
            brand.Models.Select(m => m.Name).ShouldBeUnique();
            brand.Models.ShouldAllBe(m => SlugShape().IsMatch(m.Slug));
        }
    }

    [Fact]
    public void Every_source_is_known_and_used()
    {
        Data.Sources.Select(s => s.Id).ShouldBeUnique();
        Data.Sources.ShouldAllBe(s => s.Title.Length > 0 && s.Note.Length > 0);
        Data.Brands.SelectMany(b => b.Models).Select(m => m.Source).Distinct().ShouldBe(Data.Sources.Select(s => s.Id), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Figures_are_consistent(string path)
    {
        var model = Find(path);
        model.Connectors.ShouldNotBeEmpty();
        model.SupportedKwh.ShouldNotBeEmpty();
        model.SupportedKwh.ToArray().ShouldBe(model.SupportedKwh.Order().ToArray(), "power levels ascend");
        model.MaxPowerKw.ShouldBe(model.SupportedKwh.Max());
        model.ConnectorOptions.ShouldBeUnique();
        model.ConnectorOptions.ShouldAllBe(t => MaxCurrent.ContainsKey(t));
        model.CurrentType.ShouldBe(model.Connectors.All(c => c.Dc) ? "dc" : model.Connectors.Any(c => c.Dc) ? "ac-dc" : "ac");
        foreach (var c in model.Connectors)
        {
            model.ConnectorOptions.ShouldContain(c.Type);
            c.PowerKw.ShouldBeInRange(1, model.MaxPowerKw);
            c.Phases.ShouldBe(c.Dc ? 0 : c.Type == "Type2" ? c.Phases == 1 ? 1 : 3 : 1);
            // 2 %: data sheets round 32 A x 230 V up to 7.4 kW.
            (c.PowerKw * 1000 / (c.VoltageV * Math.Max(1, c.Phases))).ShouldBeLessThanOrEqualTo(MaxCurrent[c.Type] * 1.02);
        }
    }

    [Theory]
    [InlineData("wallbox/wallbox-pulsar-plus", "ac", 1, "Type2", new[] { 7.4, 22 })]
    [InlineData("abb/terra-184", "dc", 2, "CCS2", new double[] { 180 })]
    [InlineData("schneider/evlink-pro-ac-22kw", "ac", 1, "Type2", new double[] { 22 })]
    public void Named_models_are_there(string path, string currentType, int connectors, string type, double[] levels)
    {
        var model = Find(path);
        model.CurrentType.ShouldBe(currentType);
        model.Connectors.Count.ShouldBe(connectors);
        model.Connectors[0].Type.ShouldBe(type);
        model.SupportedKwh.ToArray().ShouldBe(levels);
    }

    private static ModelEntry Find(string path)
    {
        var parts = path.Split('/');
        return Data.Brands.Single(b => b.Slug == parts[0]).Models.Single(m => m.Slug == parts[1]);
    }

    private static CatalogFile Read()
    {
        using var stream = Assembly.Load("Voltbench.Lab").GetManifestResourceStream("Voltbench.Lab.Catalog.Data.catalog.json");
        stream.ShouldNotBeNull();
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        return JsonSerializer.Deserialize<CatalogFile>(stream, options)!;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SlugShape();

    private sealed record CatalogFile(List<SourceEntry> Sources, List<BrandEntry> Brands);

    private sealed record SourceEntry(string Id, string Title, string Note);

    private sealed record BrandEntry(string Slug, string Name, List<ModelEntry> Models);

    private sealed record ModelEntry(
        string Slug,
        string Name,
        string CurrentType,
        List<double> SupportedKwh,
        double MaxPowerKw,
        List<ConnectorEntry> Connectors,
        List<string> ConnectorOptions,
        string Source);

    private sealed record ConnectorEntry(string Type, double PowerKw, int Phases, double VoltageV, bool Dc);
}
