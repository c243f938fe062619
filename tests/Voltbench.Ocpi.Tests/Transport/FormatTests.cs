using System.Text;
using System.Text.Json;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Ocpi.Tests.Transport;

public sealed class FormatTests
{
    private static readonly DateTimeOffset At = new(2015, 6, 29, 22, 39, 9, 500, TimeSpan.FromHours(2));

    private static readonly Uri Page = new("https://peer.example/ocpi/locations?limit=2");

    [Theory]
    [InlineData("Token abc", "abc")]
    [InlineData("token   abc  ", "abc")]
    [InlineData("Token ZXhhbXBsZS10b2tlbg==", "ZXhhbXBsZS10b2tlbg==|example-token")]
    [InlineData("Token ZXhhbXBsZS10b2tlbgo=", "ZXhhbXBsZS10b2tlbgo=|example-token\n|example-token")]
    [InlineData("Token IpbJOXxkxOAuKR92z0nEcmVF3Qw09VG7I7d/WCg0koM=", "IpbJOXxkxOAuKR92z0nEcmVF3Qw09VG7I7d/WCg0koM=")]
    [InlineData("Bearer abc", "")]
    [InlineData("Tokenabc", "")]
    [InlineData("Token", "")]
    [InlineData("Token ", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_header_may_mean_the_token_itself_and_what_its_Base64_holds(string? header, string expected) =>
        string.Join('|', CredentialToken.Candidates(header)).ShouldBe(expected);

    [Fact]
    public void A_header_of_any_length_is_no_burden() => CredentialToken.Candidates("Token " + new string('a', 100_000)).ShouldBeEmpty();

    [Theory]
    [InlineData("abc", false, "Token abc")]
    [InlineData("abc", true, "Token YWJj")]
    [InlineData("a c", false, null)]
    [InlineData("a\r\nc", false, null)]
    [InlineData("", false, null)]
    public void A_token_is_written_as_the_peer_reads_it(string token, bool isBase64, string? expected) =>
        CredentialToken.Format(token, isBase64).ShouldBe(expected);

    [Theory]
    [InlineData("<https://peer.example/a?offset=2&limit=2>; rel=\"next\"", "https://peer.example/a?offset=2&limit=2")]
    [InlineData("<https://peer.example/a>; rel=next", "https://peer.example/a")]
    [InlineData("<https://peer.example/a>;title=\"x, y; rel=next\"; REL=\"prev Next\"", "https://peer.example/a")]
    [InlineData("</ocpi/b?offset=4>; rel=\"next\"", "https://peer.example/ocpi/b?offset=4")]
    [InlineData("<https://peer.example/first>; rel=\"first\", <https://peer.example/n>; rel=\"next\"", "https://peer.example/n")]
    [InlineData("<https://peer.example/a>; rel=\"prev\"", null)]
    [InlineData("<ftp://peer.example/a>; rel=\"next\"", null)]
    [InlineData("<javascript:alert(1)>; rel=\"next\"", null)]
    [InlineData("<https://peer.example/a", null)]
    [InlineData("https://peer.example/a; rel=\"next\"", null)]
    [InlineData("<>", null)]
    [InlineData("", null)]
    public void The_next_page_is_found_in_any_way_to_write_it(string header, string? expected) =>
        (LinkHeader.FindNext([header], Page)?.AbsoluteUri).ShouldBe(expected);

    [Fact]
    public void A_link_is_read_back() => LinkHeader.FindNext([LinkHeader.Next(Page)], Page).ShouldBe(Page);

    [Fact]
    public void An_envelope_has_the_members_of_the_standard()
    {
        Encoding.UTF8.GetString(Envelope.Write("{\"id\":1}"u8, 1000, "Success", At))
            .ShouldBe("""{"data":{"id":1},"status_code":1000,"status_message":"Success","timestamp":"2015-06-29T20:39:09Z"}""");
        Encoding.UTF8.GetString(Envelope.Write(default, 2001, null, At)).ShouldBe("""{"status_code":2001,"timestamp":"2015-06-29T20:39:09Z"}""");
        Encoding.UTF8.GetString(Envelope.WriteList([], 1000, null, At)).ShouldBe("""{"data":[],"status_code":1000,"timestamp":"2015-06-29T20:39:09Z"}""");
        Encoding.UTF8.GetString(Envelope.WriteList(["{\"a\":\"é\"}", "{}"], 1000, null, At))
            .ShouldBe("""{"data":[{"a":"é"},{}],"status_code":1000,"timestamp":"2015-06-29T20:39:09Z"}""");
    }

    [Fact]
    public void A_message_cannot_break_the_envelope()
    {
        using var json = JsonDocument.Parse(Envelope.Write(default, 2000, "a \"quote\"\r\nand é \u2028", At));

        json.RootElement.GetProperty("status_message").GetString().ShouldBe("a \"quote\"\r\nand é \u2028");
    }

    [Theory]
    [InlineData(OcpiVersion.V221, 2004, 2004)]
    [InlineData(OcpiVersion.V211, 2004, 2000)]
    [InlineData(OcpiVersion.V211, 2003, 2003)]
    public void A_code_is_said_in_the_words_of_the_version(OcpiVersion version, int code, int said) => OcpiStatus.For(version, code).ShouldBe(said);

    [Theory]
    [InlineData(@"""\ud800""", "\uFFFD")]
    [InlineData(@"""\uDC00x""", "\uFFFDx")]
    [InlineData(@"""\ud83d\ude00""", "\U0001F600")]
    [InlineData(@"""\ud83d\ud83d\ude00""", "\uFFFD\U0001F600")]
    [InlineData(@"""\\ud800""", @"\ud800")]
    [InlineData(@"""\\\ud800""", "\\\uFFFD")]
    [InlineData(@"""\u00e9\ud8""", null)]
    [InlineData(@"""\udzzz""", null)]
    [InlineData(@"""\", null)]
    public void Half_a_surrogate_pair_is_a_text_all_the_same(string json, string? text)
    {
        var mended = Surrogates.Mend(System.Text.Encoding.UTF8.GetBytes(json));
        if (text is null)
            Should.Throw<JsonException>(() => JsonElement.Parse(mended.Span));
        else
            JsonElement.Parse(mended.Span).GetString().ShouldBe(text);
    }

    [Theory]
    [InlineData("NL", "TNM", true)]
    [InlineData("nl", "t1", true)]
    [InlineData("NL", "", false)]
    [InlineData("NLD", "TNM", false)]
    [InlineData("NL", "TNMX", false)]
    [InlineData("NL", "T#1", true)]
    [InlineData("N ", "TNM", false)]
    [InlineData("NÉ", "TNM", false)]
    [InlineData("N\n", "TNM", false)]
    public void A_party_fits_into_a_header(string country, string party, bool valid) => new PartyAddress(country, party).IsValid.ShouldBe(valid);
}
