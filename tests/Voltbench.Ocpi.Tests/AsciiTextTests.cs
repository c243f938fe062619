using System.Text;
using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211;
using Voltbench.Ocpi.V211.Types;

namespace Voltbench.Ocpi.Tests;

public sealed class AsciiTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Gent Zuid ~!", "Gent Zuid ~!")]
    [InlineData("Zürich", "Zurich")]
    [InlineData("Straße 3", "Strasse 3")]
    [InlineData("Łódź", "Lodz")]
    [InlineData("Malmö – “Øst”", "Malmo - \"Ost\"")]
    [InlineData("l’Étoile\u00a0Ⅱ", "l'Etoile ?")]
    [InlineData("東京 😀", "?? ?")]
    [InlineData("a\tb\n", "a b ")]
    [InlineData("İstanbul Kadıköy Şişli", "Istanbul Kadikoy Sisli")]
    public void Folded(string text, string ascii) => AsciiText.Of(text).ShouldBe(ascii);

    [Fact]
    public void WhatWeWriteIn211IsAsciiAndWhatWeReadStays()
    {
        const string Json = """{"language":"de","text":"Größe"}""";

        OcpiJson.TryDeserialize<DisplayText>(Json, out var read, out _).ShouldBeTrue();
        read.Text.ShouldBe("Größe");
        var written = OcpiJson.Serialize(read);
        written.ShouldBe("""{"language":"de","text":"Grosse"}""");
        OcpiRules.CheckStrictly<DisplayText>(Encoding.UTF8.GetBytes(written)).ShouldBeNull();
        OcpiJson.Serialize(new V221.Types.DisplayText { Language = "de", Text = "Größe" }).ShouldBe(Json);
    }
}
