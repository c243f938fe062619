using Voltbench.Lab.Catalog;
using Voltbench.Lab.Locations;
using Voltbench.Lab.Ocpi.Templates;

namespace Voltbench.Lab.Tests.Ocpi.Templates;

public class TemplateDataTests
{
    private static readonly string[] ParkingTypes = ["ALONG_MOTORWAY", "PARKING_GARAGE", "PARKING_LOT", "ON_DRIVEWAY", "ON_STREET", "UNDERGROUND_GARAGE"];

    /// <summary>Those that 2.1.1 has too.</summary>
    private static readonly string[] Facilities =
        ["HOTEL", "RESTAURANT", "CAFE", "MALL", "SUPERMARKET", "SPORT", "RECREATION_AREA", "NATURE", "MUSEUM", "BUS_STOP", "TAXI_STAND", "TRAIN_STATION", "AIRPORT", "CARPOOL_PARKING", "FUEL_STATION", "WIFI"];

    private static readonly TemplateCatalog Templates = TemplateCatalog.Load();
    private static readonly ChargerCatalog Chargers = ChargerCatalog.Load();

    public static TheoryData<string> LocationSlugs => [.. Templates.Locations.Select(t => t.Slug)];

    public static TheoryData<string> CpoSlugs => [.. Templates.Cpos.Select(t => t.Slug)];

    [Theory]
    [InlineData("small-urban-ac", 2, 6)]
    [InlineData("highway-dc", 3, 6)]
    [InlineData("mixed-depot", 1, 6)]
    public void Documented_templates_have_the_documented_size(string slug, int locations, int chargers)
    {
        var template = Templates.FindCpo(slug).ShouldNotBeNull();
        template.Locations.ShouldBe(locations);
        Templates.ChargersOf(template).ShouldBe(chargers);
    }

    [Fact]
    public void There_are_enough_of_every_kind()
    {
        Templates.Cpos.Count.ShouldBeGreaterThanOrEqualTo(6);
        Templates.Locations.Count.ShouldBeGreaterThanOrEqualTo(12);
        Templates.Cpos.Select(t => t.Slug).ShouldBeUnique();
        Templates.Locations.Select(t => t.Slug).ShouldBeUnique();
        Templates.Locations.Select(t => t.Country).Distinct().Count().ShouldBeGreaterThanOrEqualTo(8);
        Templates.Locations.SelectMany(t => t.ChargerGroups).Select(g => g.OcppVersion).Distinct().ShouldBe(["OCPP1.6", "OCPP2.0.1"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(LocationSlugs))]
    public void Location_template_fits_catalog_and_places(string slug)
    {
        var template = Templates.FindLocation(slug)!;
        ParkingTypes.ShouldContain(template.ParkingType);
        (template.Facilities ?? []).ShouldBeSubsetOf(Facilities);
        template.ChargerGroups.ShouldNotBeEmpty();
        Templates.Places.ShouldContain(p => p.Kind == template.Places && p.Country == template.Country && p.Region == template.Region);
        foreach (var group in template.ChargerGroups)
        {
            group.Count.ShouldBeGreaterThan(0);
            group.OcppVersion.ShouldBeOneOf("OCPP1.6", "OCPP2.0.1");
            var model = Chargers.FindModel(group.BrandSlug, group.ModelSlug).ShouldNotBeNull($"{group.BrandSlug}/{group.ModelSlug}");
            model.ConnectorOptions.ShouldContain(group.ConnectorType);
            foreach (var outlet in model.Outlets(group.ConnectorType))
                template.Tariffs.Of(outlet.Dc).ShouldNotBeEmpty($"tariffs of {(outlet.Dc ? "dc" : "ac")}");
        }

        foreach (var hours in template.OpeningHours ?? [])
        {
            hours.Begin.ShouldMatch("^([01][0-9]|2[0-3]):[0-5][0-9]$");
            hours.End.ShouldMatch("^([01][0-9]|2[0-3]):[0-5][0-9]$");
            hours.Weekdays.ShouldAllBe(day => day >= 1 && day <= 7);
        }
    }

    [Theory]
    [MemberData(nameof(CpoSlugs))]
    public void Cpo_template_names_location_templates_and_caps(string slug)
    {
        var template = Templates.FindCpo(slug)!;
        template.Sites.ShouldAllBe(site => site.Count > 0 && Templates.FindLocation(site.Template) != null);
        template.MaxLocations.ShouldBeInRange(template.Locations, 1000);
        template.MaxChargersPerLocation.ShouldBeGreaterThanOrEqualTo(
            template.Sites.Max(site => Templates.FindLocation(site.Template)!.ChargerGroups.Sum(g => g.Count)));
    }

    [Fact]
    public void Places_keep_the_limits_of_OCPI()
    {
        foreach (var place in Templates.Places)
        {
            Countries.IsAssigned(place.Country).ShouldBeTrue(place.Country);
            TimeZones.IsKnown(place.TimeZone).ShouldBeTrue(place.TimeZone);
            place.City.Length.ShouldBeInRange(1, 45);
            place.PostalCode.Length.ShouldBeInRange(1, 10);
            place.Address.Replace("{n}", $"{place.Numbers?[1]}", StringComparison.Ordinal).Length.ShouldBeInRange(1, 45, place.Address);
            place.Address.Contains("{n}", StringComparison.Ordinal).ShouldBe(place.Numbers is not null);
            if (place.Numbers is { } numbers)
                numbers[0].ShouldBeLessThanOrEqualTo(numbers[1]);
            place.Latitude.ShouldBeInRange(place.Region == "europe" ? 36 : 25, place.Region == "europe" ? 71 : 49);
            place.Longitude.ShouldBeInRange(place.Region == "europe" ? -10 : -125, place.Region == "europe" ? 32 : -66);
        }
    }
}
