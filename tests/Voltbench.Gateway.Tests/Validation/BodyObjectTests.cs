using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Tests.Validation;

public class BodyObjectTests
{
    [Theory]
    [InlineData("""{"n":5}""", "5", "")]
    [InlineData("""{"n":5.0}""", "5", "")]
    [InlineData("""{"n":5e0}""", "5", "")]
    [InlineData("""{"n":5.5}""", "0", "int_from_float")]
    [InlineData("""{"n":"5"}""", "0", "int_type")]
    [InlineData("""{"n":true}""", "0", "int_type")]
    [InlineData("""{"n":null}""", "0", "int_type")]
    [InlineData("""{"n":0}""", "0", "greater_than_equal")]
    [InlineData("""{"n":11}""", "0", "less_than_equal")]
    [InlineData("""{"n":99999999999999999999}""", "0", "less_than_equal")]
    [InlineData("""{"n":-1e300}""", "0", "greater_than_equal")]
    [InlineData("""{"n":1e999}""", "0", "less_than_equal")]
    [InlineData("{}", "0", "missing")]
    public Task Int(string json, string value, string type) => ReadAsync(json, body => body.Int("n", 1, 10).ToString(CultureInfo.InvariantCulture), value, type);

    [Theory]
    [InlineData("""{"s":"ab"}""", "ab", "")]
    [InlineData("""{"s":"a"}""", "", "string_too_short")]
    [InlineData("""{"s":"abcd"}""", "", "string_too_long")]
    [InlineData("""{"s":"😀😀😀"}""", "😀😀😀", "")]
    [InlineData("""{"s":7}""", "", "string_type")]
    [InlineData("""{"s":null}""", "", "string_type")]
    public Task Strings(string json, string value, string type) => ReadAsync(json, body => body.String("s", 2, 3), value, type);

    [Theory]
    [InlineData("""{"e":"ac"}""", "AC", "")]
    [InlineData("""{"e":"AC-DC"}""", "", "enum")]
    [InlineData("""{"e":1}""", "", "enum")]
    public Task Enums(string json, string value, string type) => ReadAsync(json, body => body.Enum("e", "AC", "DC"), value, type);

    [Theory]
    [InlineData("{}", "absent", "")]
    [InlineData("""{"b":null}""", "null", "")]
    [InlineData("""{"b":false}""", "False", "")]
    [InlineData("""{"b":0}""", "False", "bool_type")]
    public Task Absent_and_null_differ(string json, string value, string type) =>
        ReadAsync(json, body => body.OptionalBool("b") is { IsPresent: true } given ? given.Value?.ToString() ?? "null" : "absent", value, type);

    [Theory]
    [InlineData("""{"l":[1,"2",3]}""", "1 0 3", "int_type")]
    [InlineData("""{"l":[]}""", "", "too_short")]
    [InlineData("""{"l":[1,2,3,4]}""", "", "too_long")]
    [InlineData("""{"l":{"0":1}}""", "", "list_type")]
    public Task Lists(string json, string value, string type) =>
        ReadAsync(json, body => string.Join(' ', body.List("l", 1, 3).Select(item => item.AsInt())), value, type);

    [Theory]
    [InlineData("""{"t":"2026-01-02T03:04:05Z"}""", "2026-01-02T03:04:05", "")]
    [InlineData("""{"t":"2026-01-02T03:04:05.5+01:00"}""", "2026-01-02T02:04:05", "")]
    [InlineData("""{"t":"2026-01-02T03:04:05"}""", "0001-01-01T00:00:00", "datetime_parsing")]
    [InlineData("""{"t":"2026-02-30T03:04:05Z"}""", "0001-01-01T00:00:00", "datetime_parsing")]
    public Task DateTimes(string json, string value, string type) =>
        ReadAsync(json, body => body.Required("t").AsDateTime().ToString("s", CultureInfo.InvariantCulture), value, type);

    [Fact]
    public async Task Violations_are_capped()
    {
        var (input, body) = await OpenAsync($$"""{"l":[{{string.Join(',', Enumerable.Repeat("1", 5000))}}]}""");
        foreach (var item in body.List("l"))
            item.AsString();
        input.Violations.Count.ShouldBe(Violations.Capacity);
    }

    private static async Task ReadAsync(string json, Func<BodyObject, string> read, string value, string type)
    {
        var (input, body) = await OpenAsync(json);
        read(body).ShouldBe(value);
        input.Violations.Count.ShouldBe(type.Length == 0 ? 0 : 1);
        if (type.Length > 0)
            Encoding.UTF8.GetString(input.Violations.Result.Body.Span).ShouldContain($"\"type\":\"{type}\"");
    }

    private static async Task<(RequestReader Input, BodyObject Body)> OpenAsync(string json)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var input = new RequestReader(http);
        return (input, (await input.BodyAsync(CancellationToken.None)).AsObject());
    }
}
