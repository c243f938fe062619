using Voltbench.Ocpi.V221.Commands;
using Voltbench.Ocpi.V221.Locations;

namespace Voltbench.Ocpi.Tests.Rules;

/// <summary>What some members ask of others, and forms that the standard gives by an expression or another standard.</summary>
public sealed class TogetherRuleTests
{
    private const string Token =
        """{"country_code":"NL","party_id":"TNM","uid":"1","type":"RFID","contract_id":"C","issuer":"I","valid":true,"whitelist":"ALWAYS","last_updated":"2015-06-29T20:39:09Z"}""";

    [Theory]
    [InlineData("""{"uid":"1","type":"RFID"}""", null)]
    [InlineData("""{"group_id":"1"}""", null)]
    [InlineData("""{"visual_number":"1","issuer":"x"}""", null)]
    [InlineData("""{}""", "the object must have at least one of uid, visual_number, group_id")]
    [InlineData("""{"uid":null}""", "the object must have at least one of uid, visual_number, group_id")]
    [InlineData("""{"type":"RFID"}""", "the object must have at least one of uid, visual_number, group_id")]
    [InlineData("""{"uid":"1"}""", "type is required because uid is given")]
    [InlineData("""{"visual_number":"1"}""", "issuer is required because visual_number is given")]
    public void PublishTokens(string json, string? fault) => Fault<PublishTokenType>(json).ShouldBe(fault);

    [Theory]
    [InlineData("""{"twentyfourseven":true}""", null)]
    [InlineData("""{"twentyfourseven":false,"regular_hours":[]}""", null)]
    [InlineData("""{"twentyfourseven":false}""", "regular_hours is required because twentyfourseven is false")]
    [InlineData("""{"regular_hours":[]}""", "twentyfourseven is required: true or false")]
    [InlineData("""{"twentyfourseven":true,"regular_hours":[{"weekday":8,"period_begin":"08:00","period_end":"20:00"}]}""", "regular_hours[0].weekday must be an integer from 1 to 7, not 8")]
    [InlineData("""{"twentyfourseven":true,"regular_hours":[{"weekday":1,"period_begin":"8:00","period_end":"20:00"}]}""", "regular_hours[0].period_begin must be a time of day of 24 hours with leading zeros, such as 08:30")]
    [InlineData("""{"twentyfourseven":true,"regular_hours":[{"weekday":1,"period_begin":"08:00","period_end":"24:00"}]}""", "regular_hours[0].period_end must be a time of day of 24 hours with leading zeros, such as 08:30")]
    public void HoursOf221(string json, string? fault) => Fault<Hours>(json).ShouldBe(fault);

    [Theory]
    [InlineData("""{"twentyfourseven":true}""", null)]
    [InlineData("""{"regular_hours":[]}""", null)]
    [InlineData("""{}""", "the object must have at least one of regular_hours, twentyfourseven")]
    public void HoursOf211(string json, string? fault) => Fault<V211.Locations.Hours>(json).ShouldBe(fault);

    [Theory]
    [InlineData("""  "location_id":"L" """, null)]
    [InlineData("""  "location_id":"L","evse_uid":"E","connector_id":"1" """, null)]
    [InlineData("""  "location_id":"L","connector_id":"1" """, "evse_uid is required because connector_id is given")]
    public void StartSessionOfAConnector(string members, string? fault) =>
        Fault<StartSession>($$"""{"response_url":"https://a.example/1","token":{{Token}},{{members}}}""").ShouldBe(fault);

    [Theory]
    [InlineData("50.77077", "-126.10496", null)]
    [InlineData("-9.0000000", "180.0000000", null)]
    [InlineData("-90.0000000", "1.00000", "latitude must be a latitude in degrees with five to seven decimals as a string, such as \"50.770774\", of at most 10 characters, not 11")]
    [InlineData("50.7707", "4.12345", "latitude must be a latitude in degrees with five to seven decimals as a string, such as \"50.770774\"")]
    [InlineData("90.00001", "4.12345", "latitude must be a latitude in degrees with five to seven decimals as a string, such as \"50.770774\"")]
    [InlineData("50.77077", "180.00001", "longitude must be a longitude in degrees with five to seven decimals as a string, such as \"-126.104965\"")]
    [InlineData("50,77077", "4.12345", "latitude must be a latitude in degrees with five to seven decimals as a string, such as \"50.770774\"")]
    public void CoordinatesOf221(string latitude, string longitude, string? fault) =>
        Fault<GeoLocation>($$"""{"latitude":"{{latitude}}","longitude":"{{longitude}}"}""").ShouldBe(fault);

    [Theory]
    [InlineData("50.770774", "-126.104965", null)]
    [InlineData("50.77077", "-126.104965", "latitude must be a latitude in degrees with six decimals as a string, such as \"50.770774\"")]
    public void CoordinatesOf211(string latitude, string longitude, string? fault) =>
        Fault<V211.Locations.GeoLocation>($$"""{"latitude":"{{latitude}}","longitude":"{{longitude}}"}""").ShouldBe(fault);

    [Theory]
    [InlineData("""{"language":"en","text":"a"}""", null)]
    [InlineData("""{"language":"EN","text":"a"}""", "language must be a language of two small letters (ISO 639-1), such as en")]
    [InlineData("""{"language":"en","language":"de","text":"a"}""", "language must be given only once")]
    [InlineData("""{"language":"en","text":"a\u0007"}""", "text must be printable text, without line breaks, tabs and other control characters")]
    [InlineData("""{"language":"en","text":"a\ud800"}""", "the object is not Unicode text: an escaped surrogate has no partner")]
    [InlineData("""{"language":"en","text":"a"} x""", "the object is not valid JSON: line 1, byte 30")]
    [InlineData("""{"language":"en","text":""", "the object is not valid JSON: line 1, byte 25")]
    [InlineData("", "the object is not valid JSON: line 1, byte 1")]
    [InlineData("[]", "the object must be an object, not a list")]
    [InlineData("null", "the object must be an object, not null")]
    public void AnyText(string json, string? fault) => Fault<V221.Types.DisplayText>(json).ShouldBe(fault);

    [Fact]
    public void AListNamesItsItem() =>
        Fault<IReadOnlyList<V221.Types.DisplayText>>("""[{"language":"en","text":"a"},{"language":"en"}]""").ShouldBe("[1].text is required: a string of at most 512 characters");

    [Fact]
    public void ACreditNamesWhatItCredits()
    {
        var cdr = new TextSamples(MemberTable.V221, 1, optional: 1).Object("Cdr");
        cdr["credit"] = true;
        cdr.Remove("credit_reference_id");

        Fault<V221.Cdrs.Cdr>(cdr.ToJsonString()).ShouldBe("credit_reference_id is required because credit is true");
    }

    [Theory]
    [InlineData("""{"excl_vat":1.23456}""", "excl_vat must have at most 4 decimals, not 1.23456")]
    [InlineData("""{"excl_vat":1.2345}""", null)]
    public void WhatWeSendHasFourDecimals(string json, string? fault)
    {
        Fault<V221.Types.Price>(json).ShouldBeNull();
        Ocpi.Rules.OcpiRules.CheckStrictly<V221.Types.Price>(System.Text.Encoding.UTF8.GetBytes(json))?.ToString().ShouldBe(fault);
    }

    [Fact]
    public void WhatWeSendIn211IsAscii()
    {
        const string Json = """{"language":"de","text":"Größe"}""";

        Fault<V211.Types.DisplayText>(Json).ShouldBeNull();
        Ocpi.Rules.OcpiRules.CheckStrictly<V211.Types.DisplayText>(System.Text.Encoding.UTF8.GetBytes(Json))!.ToString().ShouldBe("text must be printable ASCII");
    }

    private static string? Fault<T>(string json) => OcpiJson.TryDeserialize<T>(json, out _, out var fault) ? null : fault;
}
