using Voltbench.Lab.Locations;

namespace Voltbench.Lab.Tests.Locations;

public class LocationValuesTests
{
    [Theory]
    [InlineData("La Defense Charging Hub", "la-defense-charging-hub")]
    [InlineData("  Façade – Nº 3 ", "facade-n-3")]
    [InlineData("A__B--C", "a-b-c")]
    [InlineData("ÜBERSEE Straße 1", "uebersee-strasse-1")]
    [InlineData("東京", "location")]
    [InlineData("---", "location")]
    public void Slugs_keep_ascii_words(string name, string slug) => Slugs.Slugify(name).ShouldBe(slug);

    [Fact]
    public void Slugs_end_in_eight_hex_digits_and_differ()
    {
        Slugs.Create("x").ShouldMatch("^x-[0-9a-f]{8}$");
        Slugs.Create("x").ShouldNotBe(Slugs.Create("x"));
        Slugs.Slugify(new string('a', 500)).Length.ShouldBe(80);
    }

    [Theory]
    [InlineData("FR", true)]
    [InlineData("AX", true)]
    [InlineData("SS", true)]
    [InlineData("UK", false)]
    [InlineData("EU", false)]
    [InlineData("XK", false)]
    [InlineData("fr", false)]
    public void Countries_are_those_assigned(string code, bool assigned)
    {
        Countries.IsAssigned(code).ShouldBe(assigned);
        Countries.Count.ShouldBe(249);
    }

    [Theory]
    [InlineData("Europe/Paris", true)]
    [InlineData("UTC", true)]
    [InlineData("Etc/GMT+5", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("Europe/Nowhere", false)]
    [InlineData("Europe", false)]
    [InlineData("localtime", false)]
    [InlineData("posixrules", false)]
    [InlineData("right/Europe/Paris", false)]
    [InlineData("../zoneinfo/UTC", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("", false)]
    public void Time_zones_are_those_of_the_database(string name, bool known) => TimeZones.IsKnown(name).ShouldBe(known);
}
