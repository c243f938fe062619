using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Tests.Validation;

public class JsonScanTests
{
    [Fact]
    public void Any_bytes_are_either_refused_or_readable() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            bytes => JsonScan.Check(bytes) is not null || Readable(bytes)));

    [Fact]
    public void Any_text_survives_as_a_string() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<NonNull<string>>(),
            text =>
            {
                var json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = text.Get });
                var refused = JsonScan.Check(json) is not null;
                // The serializer replaces lone surrogates; what is left to refuse is U+0000.
                return refused == text.Get.Contains('\0', StringComparison.Ordinal);
            }));

    [Fact]
    public void Any_cut_of_a_document_is_refused()
    {
        var json = Encoding.UTF8.GetBytes("""{"a":[1,2,{"b":"é\n"}],"c":null,"d":-1.5e3,"e":true}""");
        JsonScan.Check(json).ShouldBeNull();
        for (var length = 0; length < json.Length; length++)
            JsonScan.Check(json.AsSpan(0, length)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"a":{"x":1},"b":{"x":1}}""", true)]
    [InlineData("""[{"x":1},{"x":1}]""", true)]
    [InlineData("""{"x":{"x":{"x":1}}}""", true)]
    [InlineData("""{"a":1,"\u0061":2}""", false)]
    [InlineData("""{"a":{"b":1,"c":[],"b":2}}""", false)]
    public void Names_repeat_only_in_different_objects(string json, bool good) =>
        (JsonScan.Check(Encoding.UTF8.GetBytes(json)) is null).ShouldBe(good);

    [Theory]
    [InlineData(32, "", "")]
    [InlineData(32, "1 2", "Not valid JSON")]
    [InlineData(33, "", "Nested deeper than 32 levels")]
    [InlineData(32, """ "x", {} """, "Nested deeper than 32 levels")]
    public void Says_when_the_depth_is_the_reason(int depth, string inside, string error)
    {
        var json = new string('[', depth) + inside + new string(']', depth);
        (JsonScan.Check(Encoding.UTF8.GetBytes(json))?.Error ?? "").ShouldBe(error);
    }

    private static bool Readable(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = JsonScan.MaxDepth });
        return true;
    }
}
