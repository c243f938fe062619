using System.Text.Json;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Tests.Ocpi.Templates;

public class LocationGeneratorTests
{
    private static readonly TemplateCatalog Templates = TemplateCatalog.Load();

    private static readonly ChargerTemplate Connection = new() { BrandSlug = "", ModelSlug = "", ConnectorType = "", OcppVersion = "", WsUrl = "ws://csms.example/ocpp" };

    public static TheoryData<string, OcpiVersion> Everything
    {
        get
        {
            var rows = new TheoryData<string, OcpiVersion>();
            foreach (var template in Templates.Cpos)
            {
                rows.Add(template.Slug, OcpiVersion.V211);
                rows.Add(template.Slug, OcpiVersion.V221);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Same_inputs_give_the_same_bytes(string slug, OcpiVersion version)
    {
        // Two generators, so that nothing remembered can help.
        Bytes(Plan(slug, 42, version)).ShouldBe(Bytes(Plan(slug, 42, version)));
        Bytes(Plan(slug, 42, version)).ShouldNotBe(Bytes(Plan(slug, 43, version)));
    }

    /// <summary>Another processor, another .NET or another day give these bytes as well: a change here is a new version of the template.</summary>
    [Theory]
    [InlineData("small-urban-ac", 42, "037e57fe9d10db4c")]
    [InlineData("mixed-depot", -1, "bf718e02f9be4bf8")]
    public void The_bytes_stay_the_same_for_ever(string slug, long seed, string expected) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Bytes(Plan(slug, seed)))))[..16].ShouldBe(expected);

    [Fact]
    public void More_locations_do_not_change_those_before_them()
    {
        var two = Plan("small-urban-ac", 7);
        var many = Plan("small-urban-ac", 7, overrides: new CpoOverrides(Locations: 40));
        many.Locations.Count.ShouldBe(40);
        many.Locations.Take(2).Select(Text).ShouldBe(two.Locations.Select(Text));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(3, 2, 1)]
    [InlineData(12, 8, 4)]
    public void Number_of_chargers_keeps_the_proportions(int count, int ac, int dc)
    {
        var chargers = Plan("mixed-depot", 0, overrides: new CpoOverrides(ChargersPerLocation: count)).Locations[0].Chargers;
        chargers.Count(c => c.Template.OcppVersion == "OCPP1.6").ShouldBe(ac);
        chargers.Count(c => c.Template.OcppVersion == "OCPP2.0.1").ShouldBe(dc);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Keeps_the_limits_of_both_versions(string slug, OcpiVersion version)
    {
        var template = Templates.FindCpo(slug)!;
        var plan = Plan(slug, 1, version, new CpoOverrides(Math.Min(template.MaxLocations, 60), template.MaxChargersPerLocation));
        plan.Locations.Select(l => l.Id).ShouldBeUnique();
        plan.Locations.ShouldAllBe(l => l.Name.Length <= 255 && l.Address.Length <= 45 && l.City.Length <= 45 && l.PostalCode!.Length <= 10);
        var chargers = plan.Locations.SelectMany(l => l.Chargers).ToList();
        chargers.Select(c => c.Identity).ShouldBeUnique();
        chargers.ShouldAllBe(c => c.Identity.StartsWith("DEXYZ-", StringComparison.Ordinal) && c.Identity.Length <= 48);
        var evses = chargers.SelectMany(c => c.Evses).ToList();
        evses.Count.ShouldBe(plan.Evses);
        evses.Select(e => e.Uid).ShouldBeUnique();
        evses.Select(e => e.EvseId).ShouldBeUnique();
        evses.ShouldAllBe(e => e.Uid.Length <= 36 && e.Connector.MaxAmperage > 0 && e.Connector.MaxVoltage > 0 && e.Connector.MaxPower > 0);
        foreach (var charger in chargers)
        {
            charger.Evses.Select(e => e.Number).ShouldBe(Enumerable.Range(1, charger.Evses.Count));
            charger.Evses.Select(e => e.Uid).ShouldBe(
                charger.Evses.Count == 1 ? [charger.Identity] : charger.Evses.Select(e => $"{charger.Identity}_C{e.Number}"));
        }
    }

    [Fact]
    public void Stands_in_the_country_of_the_party_where_there_are_places()
    {
        Plan("small-urban-ac", 5).Locations.ShouldAllBe(l => l.Country == "DE" && l.TimeZone == "Europe/Berlin");
        // No places: at home. Other connectors: at home.
        Plan("small-urban-ac", 5, party: Party() with { CountryCode = "JP" }).Locations.ShouldAllBe(l => l.Country == "FR");
        Plan("north-america", 5).Locations.ShouldAllBe(l => l.Country == "US");
    }

    [Fact]
    public void Figures_of_connectors_are_those_of_the_catalog()
    {
        var connector = Plan("small-urban-ac", 0).Locations[0].Chargers[0].Evses[0].Connector;
        (connector.Standard, connector.Format, connector.PowerType).ShouldBe(("IEC_62196_T2", "SOCKET", "AC_3_PHASE"));
        (connector.MaxVoltage, connector.MaxAmperage, connector.MaxPower).ShouldBe((230, 32, 22_000));
        var dc = Plan("highway-dc", 0).Locations[0].Chargers[0].Evses[1].Connector;
        (dc.Standard, dc.Format, dc.PowerType, dc.MaxVoltage, dc.MaxAmperage, dc.MaxPower).ShouldBe(("IEC_62196_T2_COMBO", "CABLE", "DC", 800, 225, 180_000));
    }

    [Fact]
    public void Beyond_a_cap_is_a_defect_of_the_caller()
    {
        Should.Throw<ArgumentException>(() => Plan("small-urban-ac", 0, overrides: new CpoOverrides(Locations: 101)));
        Should.Throw<ArgumentException>(() => Plan("small-urban-ac", 0, overrides: new CpoOverrides(ChargersPerLocation: 0)));
    }

    [Theory]
    [MemberData(nameof(TemplateDataTests.LocationSlugs), MemberType = typeof(TemplateDataTests))]
    public void Single_locations_stand_in_the_country_of_their_template(string slug)
    {
        var template = Templates.FindLocation(slug)!;
        var generator = new LocationGenerator(Templates, ChargerCatalog.Load());
        var first = generator.Plan(template, 3, Party(), 11, Connection, out var fault).ShouldNotBeNull(fault);
        var second = generator.Plan(template, 3, Party(), 12, Connection, out _)!;
        first.Country.ShouldBe(template.Country);
        first.Id.ShouldNotBe(second.Id);
        first.Chargers.Select(c => c.Identity).ShouldNotBe(second.Chargers.Select(c => c.Identity));
        first.Chargers[0].Identity.ShouldBe("DEXYZ-011-01");
        Text(first).ShouldBe(Text(JsonSerializer.Deserialize(Text(first), PlanJson.Default.LocationPlan)!));
    }

    private static Party Party(OcpiVersion version = OcpiVersion.V221) => new(1, Guid.Empty, PartyRole.Cpo, version, "DE", "XYZ", "Test", "http://lab");

    private static CpoPlan Plan(string slug, long seed, OcpiVersion version = OcpiVersion.V221, CpoOverrides? overrides = null, Party? party = null) =>
        new LocationGenerator(TemplateCatalog.Load(), ChargerCatalog.Load()).Plan(
            Templates.FindCpo(slug)!, seed, party ?? Party(version), overrides ?? new CpoOverrides(), Connection);

    private static string Text(LocationPlan plan) => JsonSerializer.Serialize(plan, PlanJson.Default.LocationPlan);

    private static string Bytes(CpoPlan plan) => string.Join('\n', plan.Locations.Select(Text));
}
