using Voltbench.Simulation.Seeds;

namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>
/// Deals places: per kind and country a shuffled deck that begins again when it is used up. Dealt by position, so that a location's place does not depend on
/// how many come after it.
/// </summary>
internal sealed class PlaceDeck(TemplateCatalog templates, long seed, string scope)
{
    private readonly Dictionary<(string Kind, string Country), Place[]> _decks = [];
    private readonly Dictionary<(string Kind, string Country), int> _dealt = [];

    /// <summary>The next place of the kind of a template: in the country of the CPO when there are places of the template's region, else in that of the template.</summary>
    /// <returns>The place, and how often the deck was used up before.</returns>
    public (Place Place, int Round) Draw(LocationTemplate template, string country)
    {
        var home = templates.Places.Any(p => p.Country == country && p.Kind == template.Places && p.Region == template.Region) ? country : template.Country;
        var key = (template.Places, home);
        var position = _dealt.GetValueOrDefault(key);
        _dealt[key] = position + 1;
        return At(template.Places, home, position);
    }

    /// <summary>The place at a position, from 0, of the deck in the template's own country.</summary>
    /// <returns>The place, and how often the deck was used up before.</returns>
    public (Place Place, int Round) At(LocationTemplate template, int position) => At(template.Places, template.Country, position);

    private (Place Place, int Round) At(string kind, string country, int position)
    {
        if (!_decks.TryGetValue((kind, country), out var deck))
            _decks[(kind, country)] = deck = Shuffle([.. templates.Places.Where(p => p.Kind == kind && p.Country == country)]);
        return (deck[position % deck.Length], position / deck.Length);
    }

    private Place[] Shuffle(Place[] places)
    {
        var stream = new SeedStream(unchecked((ulong)seed), $"{scope} {places[0].Kind} {places[0].Country}");
        for (var i = places.Length - 1; i > 0; i--)
        {
            var j = (int)(stream.NextDouble() * (i + 1));
            (places[i], places[j]) = (places[j], places[i]);
        }

        return places;
    }
}
