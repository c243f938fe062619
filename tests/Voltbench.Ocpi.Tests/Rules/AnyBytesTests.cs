using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Voltbench.Ocpi.Tests.Rules;

/// <summary>Whatever a peer sends, reading ends in an object or a fault.</summary>
public sealed class AnyBytesTests
{
    private static readonly byte[] Spice = Encoding.ASCII.GetBytes("\"{}[]:,\\u0d8ntf-.e19 \0");

    [Fact]
    public void RandomBytes() => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(1_000),
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Survives(bytes)));

    /// <summary>A valid object in which some bytes are others, gone or doubled.</summary>
    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public void AlmostAnObject(OcpiVersion version) => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(3_000),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var name = random.Next(3) switch { 0 => "Location", 1 => "Cdr", _ => "Tariff" };
            var bytes = Encoding.UTF8.GetBytes(new TextSamples(MemberTable.Of(version), seed).Object(name).ToJsonString()).ToList();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0:
                        bytes[at] = random.Next(2) == 0 ? (byte)random.Next(256) : Spice[random.Next(Spice.Length)];
                        break;
                    case 1:
                        bytes.RemoveAt(at);
                        break;
                    default:
                        bytes.Insert(at, Spice[random.Next(Spice.Length)]);
                        break;
                }
            }

            Survives([.. bytes]);
        }));

    [Theory]
    [InlineData("""{"excl_vat":1e400}""")]
    [InlineData("""{"excl_vat":1.0E-30}""")]
    [InlineData("""{"excl_vat":79228162514264337593543950336}""")]
    [InlineData("""{"excl_vat":-0.0}""")]
    [InlineData("""{"ex\u0063l_vat":1}""")]
    [InlineData("""{"excl_vat":1,"\ud800":1}""")]
    [InlineData("""{"excl_vat":1,"excl_vat":null}""")]
    public void Traps(string json) => Survives(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void DeepNesting() => Survives(Encoding.ASCII.GetBytes($$"""{"excl_vat":1,"x":{{new string('[', 5000)}}{{new string(']', 5000)}}}"""));

    private static void Survives(byte[] json)
    {
        Read<V211.Locations.Location>(json);
        Read<V211.Cdrs.Cdr>(json);
        Read<V211.Tariffs.Tariff>(json);
        Read<V221.Locations.Location>(json);
        Read<V221.Cdrs.Cdr>(json);
        Read<V221.Tariffs.Tariff>(json);
        Read<V221.Types.Price>(json);
        Read<IReadOnlyList<V221.Tokens.Token>>(json);
        OcpiPatch.TryApply<V221.Types.Price>("""{"excl_vat":1}""", json, lastUpdatedRequired: false, out _, out _);
    }

    private static void Read<T>(byte[] json)
    {
        var isRead = OcpiJson.TryDeserialize<T>(json, out var value, out var fault);
        isRead.ShouldBe(fault is null);
        isRead.ShouldBe(value is not null);
    }
}
