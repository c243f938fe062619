using System.Text;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;
using Voltbench.Lab.Tests.Provisioning;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Rules;
using Voltbench.Testing;
using Voltbench.Testing.Schemas;

namespace Voltbench.Lab.Tests.Ocpi.Sites;

/// <summary>The locations of every CPO template, in every country that has places, stored and read as a peer reads it: held against the rules for what leaves us and the schemas.</summary>
public class TemplateLocationTests(PostgresFixture postgres)
{
    private static readonly TemplateCatalog Templates = TemplateCatalog.Load();

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task Locations_of_all_templates_are_what_the_version_allows(OcpiVersion version)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var generator = new LocationGenerator(Templates, ChargerCatalog.Load());
        var seen = 0;
        var number = 0;
        var countries = Templates.Places.Select(p => p.Country).Distinct().ToList();
        foreach (var (country, template) in countries.SelectMany((c, i) => Templates.Cpos.Where((_, j) => (i + j) % 4 == 0).Select(t => (c, t))))
        {
            var party = (await host.CreatePartyAsync(version, $"P{number % 10}{(char)('A' + (number++ / 10))}")) with { CountryCode = country };
            if (generator.Fault(template, version) is not null)
                continue; // 2.1.1 has no name for some connectors
            LocationPlan[] plans = [.. generator.Plan(template, seed: 7, party, new CpoOverrides(), ProvisioningHost.Template).Locations];
            await host.MakeAsync(party, plans);

            var reader = new SiteReader(host.Database);
            var bodies = version == OcpiVersion.V211
                ? (await reader.ListV211Async(party, new SiteQuery(0, 100), default)).Locations.Select(OcpiJson.Serialize)
                : (await reader.ListV221Async(party, new SiteQuery(0, 100), default)).Locations.Select(OcpiJson.Serialize);
            foreach (var body in bodies)
            {
                seen++;
                var json = Encoding.UTF8.GetBytes(body);
                (version == OcpiVersion.V211 ? OcpiRules.CheckStrictly<Voltbench.Ocpi.V211.Locations.Location>(json) : OcpiRules.CheckStrictly<Voltbench.Ocpi.V221.Locations.Location>(json))
                    ?.ToString().ShouldBeNull(body);
                if (OcpiSchemas.Available)
                    OcpiSchemas.Check(version, "location", body).ShouldBeNull(body);
            }
        }

        seen.ShouldBeGreaterThan(countries.Count);
    }
}
