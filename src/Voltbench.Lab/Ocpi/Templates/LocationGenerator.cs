using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Provisioning;
using Voltbench.Ocpi;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>
/// Makes the data of CPOs and locations. Pure: the same template, version, seed, party, name and overrides give the same bytes, on every machine and in every
/// process. Every location draws from streams of its own, so that more locations never change those before them.
/// </summary>
public sealed class LocationGenerator(TemplateCatalog templates, ChargerCatalog chargers)
{
    /// <summary>How far a site may be from the middle of its street, degrees: some 60 m.</summary>
    private const double Spread = 0.0006;

    /// <summary>The whole CPO.</summary>
    /// <param name="template">What it consists of.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="party">Country, party id, OCPI version and name; its id is not looked at.</param>
    /// <param name="overrides">Within the caps of the template.</param>
    /// <param name="connection">How its chargers reach their CSMS; what it says of hardware and version is not looked at.</param>
    /// <exception cref="ArgumentException">An override is beyond its cap.</exception>
    public CpoPlan Plan(CpoTemplate template, long seed, Party party, CpoOverrides overrides, ChargerTemplate connection)
    {
        if (overrides.Locations is { } l && (l < 1 || l > template.MaxLocations))
            throw new ArgumentException($"{l} locations are beyond the cap of {template.MaxLocations}.", nameof(overrides));
        if (overrides.ChargersPerLocation is { } c && (c < 1 || c > template.MaxChargersPerLocation))
            throw new ArgumentException($"{c} chargers per location are beyond the cap of {template.MaxChargersPerLocation}.", nameof(overrides));
        var sites = template.Sites.SelectMany(static s => Enumerable.Repeat(s.Template, s.Count)).ToList();
        var scope = $"{template.Slug} {template.Version}";
        var places = new PlaceDeck(templates, seed, scope);
        var locations = new List<LocationPlan>();
        for (var i = 0; i < (overrides.Locations ?? sites.Count); i++)
        {
            var site = templates.FindLocation(sites[i % sites.Count])!;
            locations.Add(Plan(site, seed, party, scope, i + 1, overrides.ChargersPerLocation, connection, places.Draw(site, party.CountryCode)));
        }

        return new CpoPlan(template.Slug, template.Version, locations);
    }

    /// <summary>One location that is added to a CPO, in the country of its template.</summary>
    /// <param name="template">What stands there.</param>
    /// <param name="seed">Of the CPO.</param>
    /// <param name="party">The CPO.</param>
    /// <param name="ordinal">Its number in the CPO, from 1; never given twice, since identities and ids follow from it.</param>
    /// <param name="connection">How its chargers reach their CSMS.</param>
    /// <param name="fault">A connector type that the party's version has no name for; null when there is a plan.</param>
    public LocationPlan? Plan(LocationTemplate template, long seed, Party party, int ordinal, ChargerTemplate connection, out string? fault)
    {
        fault = Fault(template, party.Version);
        var scope = $"{template.Slug} {template.Version}";
        return fault is null ? Plan(template, seed, party, scope, ordinal, null, connection, new PlaceDeck(templates, seed, scope).At(template, ordinal - 1)) : null;
    }

    /// <summary>Why no party of a version can have the connectors of a CPO template; null when it can.</summary>
    public string? Fault(CpoTemplate template, OcpiVersion version) =>
        template.Sites.Select(site => Fault(templates.FindLocation(site.Template)!, version)).FirstOrDefault(static fault => fault is not null);

    /// <summary>The identity of a charger: country, party, location, charger.</summary>
    /// <param name="party">The CPO.</param>
    /// <param name="location">Number of the location in the CPO, from 1.</param>
    /// <param name="charger">Number of the charger at the location, from 1.</param>
    public static string Identity(Party party, int location, int charger) =>
        string.Create(CultureInfo.InvariantCulture, $"{party.CountryCode}{party.PartyId}-{location:D3}-{charger:D2}");

    private string? Fault(LocationTemplate template, OcpiVersion version)
    {
        foreach (var group in template.ChargerGroups)
        {
            foreach (var outlet in Model(group).Outlets(group.ConnectorType))
            {
                if (ConnectorFigures.Standard(outlet.Type, version) is null)
                    return ConnectorFigures.NoName(outlet.Type, version);
            }
        }

        return null;
    }

    private LocationPlan Plan(
        LocationTemplate template, long seed, Party party, string scope, int ordinal, int? chargerCount, ChargerTemplate connection, (Place Place, int Round) where)
    {
        var (place, round) = where;
        var stream = new SeedStream(unchecked((ulong)seed), string.Create(CultureInfo.InvariantCulture, $"{scope} location {ordinal}"));
        var number = place.Numbers is { } range ? range[0] + (int)(stream.NextDouble() * (range[1] - range[0] + 1)) : 0;
        var (latitude, longitude) = (Near(place.Latitude, ref stream), Near(place.Longitude, ref stream));
        var floor = template.FloorLevels is { Count: > 0 } floors ? floors[(int)(stream.NextDouble() * floors.Count)] : null;
        return new LocationPlan
        {
            Id = IdOf(string.Create(CultureInfo.InvariantCulture, $"{scope} {seed} {place.Country} {ordinal}")),
            Name = round == 0 ? $"{party.Name} {place.Name}" : string.Create(CultureInfo.InvariantCulture, $"{party.Name} {place.Name} {round + 1}"),
            Address = place.Address.Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            City = place.City,
            PostalCode = place.PostalCode,
            Country = place.Country,
            Latitude = latitude,
            Longitude = longitude,
            TimeZone = place.TimeZone,
            OwnerName = template.Owner?.Replace("{city}", place.City, StringComparison.Ordinal),
            Public = template.Public,
            ParkingType = template.ParkingType,
            OpeningTimes = Hours(template),
            Facilities = template.Facilities ?? [],
            Operator = new OperatorPlan(party.Name),
            Chargers = Chargers(template, seed, party, ordinal, chargerCount, connection, floor),
        };
    }

    private List<ChargerPlan> Chargers(
        LocationTemplate template, long seed, Party party, int ordinal, int? count, ChargerTemplate connection, string? floor)
    {
        var groups = template.ChargerGroups.SelectMany(static g => Enumerable.Repeat(g, g.Count)).ToList();
        var total = count ?? groups.Count;
        var plans = new List<ChargerPlan>(total);
        for (var i = 0; i < total; i++)
        {
            // Another number of chargers keeps the proportions of the groups.
            var group = groups[(int)((long)i * groups.Count / total)];
            var charger = connection with
            {
                BrandSlug = group.BrandSlug,
                ModelSlug = group.ModelSlug,
                ConnectorType = group.ConnectorType,
                OcppVersion = group.OcppVersion,
                TemplateName = template.Slug,
                Seed = seed,
            };
            var plan = ChargerPlans.Plan(
                party, Model(group), charger, Identity(party, ordinal, i + 1), string.Create(CultureInfo.InvariantCulture, $"Bay {i + 1}"), template.Tariffs.Of, out var fault)
                ?? throw new ArgumentException(fault, nameof(template));
            plans.Add(floor is null ? plan : plan with { Evses = [.. plan.Evses.Select(e => e with { FloorLevel = floor })] });
        }

        return plans;
    }

    private CatalogModel Model(ChargerGroup group) => chargers.FindModel(group.BrandSlug, group.ModelSlug)!;

    private static OpeningTimesPlan Hours(LocationTemplate template) => new(
        [.. (template.OpeningHours ?? []).SelectMany(static h => h.Weekdays.Select(day => new RegularHoursPlan(day, h.Begin, h.End))).OrderBy(static h => h.Weekday)]);

    /// <summary>Six decimals: OCPI's coordinates have five to seven.</summary>
    private static double Near(double degrees, ref SeedStream stream) => Math.Round(degrees + ((stream.NextDouble() - 0.5) * 2 * Spread), 6);

    /// <summary>A UUID of the form of version 8 (RFC 9562 §5.8): the beginning of a SHA-256.</summary>
    private static Guid IdOf(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
