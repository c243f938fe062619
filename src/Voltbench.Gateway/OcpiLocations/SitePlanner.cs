using Voltbench.Gateway.Chargers;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Locations;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary>
/// Decides what becomes of the locations of a call, before anything is stored: templates, catalog, rules. What is impossible for the kind of charger refuses the call, as
/// in other bulk calls; an identity that cannot be fails its location alone.
/// </summary>
public sealed class SitePlanner(TemplateCatalog templates, LocationGenerator generator, ChargerCatalog catalog, ChargerDecisions decisions)
{
    /// <summary>The locations in order; those of templates are still to be numbered.</summary>
    internal (IReadOnlyList<DecidedSite>? Sites, Answer? Refusal) Decide(SiteOwner cpo, IReadOnlyList<SiteInput> inputs, CsmsAddress csms)
    {
        var decided = new List<DecidedSite>(inputs.Count);
        var ofTemplates = new Dictionary<string, (DecidedSite?, Refusal?)>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            (DecidedSite? site, Refusal? refusal) = (null, null);
            if (input.Template is not { } slug)
                (site, refusal) = Described(cpo, input);
            else if (!ofTemplates.TryGetValue(slug, out var known))
                (site, refusal) = ofTemplates[slug] = FromTemplate(cpo, slug, csms);
            else
                (site, refusal) = known;
            if (site is null)
                return (null, ChargerInput.Refuse(refusal! with { Text = $"Location {decided.Count}: {refusal.Text}" }));
            decided.Add(site);
        }

        return (decided, null);
    }

    /// <summary>Locations that can be stored.</summary>
    /// <param name="cpo">The CPO.</param>
    /// <param name="sites">As decided.</param>
    /// <param name="first">Number in the CPO of the first location of a template.</param>
    internal IReadOnlyList<NewSite> Number(SiteOwner cpo, IReadOnlyList<DecidedSite> sites, int first)
    {
        var number = first;
        return
        [
            .. sites.Select(s => s.Template is { } template
                ? new NewSite(
                    generator.Plan(template, cpo.Seed, cpo.Party, number++, s.Connection!, out var fault) ?? throw new InvalidOperationException(fault), null)
                : new NewSite(s.Plan!, s.Error)),
        ];
    }

    private (DecidedSite? Site, Refusal? Refusal) FromTemplate(SiteOwner cpo, string slug, CsmsAddress csms)
    {
        if (templates.FindLocation(slug) is not { } template)
            return (null, new Refusal(RefusalKind.NotFound, $"There is no location template '{slug}'; GET /ocpp/templates/locations lists them."));
        var group = template.ChargerGroups[0];
        var connection = decisions.Create(new ChargerWish
        {
            BrandSlug = group.BrandSlug,
            ModelSlug = group.ModelSlug,
            ConnectorType = group.ConnectorType,
            OcppVersion = group.OcppVersion,
            Address = csms,
        });
        if (connection.Value is not { } prototype)
            return (null, connection.Refusal);
        return generator.Plan(template, cpo.Seed, cpo.Party, 1, prototype, out var fault) is null
            ? (null, new Refusal(RefusalKind.Impossible, fault!))
            : (new DecidedSite(template, prototype, null, null), null);
    }

    private (DecidedSite? Site, Refusal? Refusal) Described(SiteOwner cpo, SiteInput input)
    {
        var place = input.Place!;
        if (LocationInput.Objection(place.Country, place.Timezone) is { } impossible)
            return (null, new Refusal(RefusalKind.Impossible, impossible));
        var kinds = new List<(ChargerTemplate Template, CatalogModel Model)>();
        foreach (var chargers in input.Chargers)
        {
            var decision = decisions.Create(chargers.Wish);
            if (decision.Value is not { } template)
                return (null, decision.Refusal! with { Text = $"chargers {kinds.Count}: {decision.Refusal!.Text}" });
            kinds.Add((template, catalog.FindModel(template.BrandSlug, template.ModelSlug)!));
        }

        var items = BulkIdentities.Expand([.. input.Chargers.Select(c => c.Group)], (group, identity) => ChargerDecisions.CheckIdentity(kinds[group].Template, identity));
        var plans = new List<ChargerPlan>(items.Count);
        foreach (var item in items)
        {
            var (template, model) = kinds[item.Group];
            var plan = ChargerPlans.Plan(cpo.Party, model, template, item.Identity, input.Chargers[item.Group].Name, TariffsOf(cpo), out var fault);
            if (plan is null)
                return (null, new Refusal(RefusalKind.Impossible, $"chargers {item.Group}: {fault}."));
            plans.Add(plan);
        }

        var bad = items.FirstOrDefault(i => i.Error is not null);
        return (new DecidedSite(null, null, Plan(cpo.Party, place, plans), bad is null ? null : $"Charger '{bad.Identity}': {bad.Error}"), null);
    }

    /// <summary>What the CPO's own locations ask for that kind of current; where it has none, what any location does.</summary>
    private Func<bool, IReadOnlyList<string>> TariffsOf(SiteOwner cpo)
    {
        var own = templates.FindCpo(cpo.Template)?.Sites.Select(s => templates.FindLocation(s.Template)!) ?? [];
        var all = own.Concat(templates.Locations).ToList();
        return dc => all.Select(t => t.Tariffs.Of(dc)).FirstOrDefault(static t => t.Count > 0) ?? [];
    }

    private static LocationPlan Plan(Party party, PlaceInput place, IReadOnlyList<ChargerPlan> chargers) => new()
    {
        Id = Guid.NewGuid(),
        Name = place.Name,
        Address = place.Address,
        City = place.City,
        PostalCode = place.PostalCode,
        Country = place.Country,
        Latitude = place.Latitude,
        Longitude = place.Longitude,
        TimeZone = place.Timezone,
        OwnerName = place.OwnerName,
        Public = place.Public,
        ParkingType = place.ParkingType,
        Operator = new OperatorPlan(party.Name),
        Chargers = chargers,
    };
}

/// <summary>A location that can be made: of a template and to be numbered, or planned.</summary>
/// <param name="Connection">How chargers of the template connect.</param>
/// <param name="Error">Why the planned one can never be made; null when it can be tried.</param>
internal sealed record DecidedSite(LocationTemplate? Template, ChargerTemplate? Connection, LocationPlan? Plan, string? Error);
