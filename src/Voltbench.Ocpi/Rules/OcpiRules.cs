using System.Text.Json;
using System.Text.Unicode;
using Voltbench.Ocpi.Json;

namespace Voltbench.Ocpi.Rules;

/// <summary>
/// The rules of an object, read once from its record and the attributes on it: required members, lengths, forms, values of enumerations, and what some
/// members ask of others. Unknown members are passed over. Decided here: a member given twice is refused, because peers disagree on which one counts;
/// null stands for absent where the member is optional.
/// </summary>
public static class OcpiRules
{
    /// <summary>The first fault of an object of a peer (or of a list of them), or null. Never throws. What passes here can be read with <see cref="OcpiJson"/>.</summary>
    /// <typeparam name="T">A record of this library, or <c>IReadOnlyList</c> of one.</typeparam>
    public static Fault? Check<T>(ReadOnlySpan<byte> json) => Check(Root<T>.Rule, json, strict: false, partial: false);

    /// <summary>
    /// The same for what leaves us, which also keeps to what peers are forgiven: at most four decimals (types §number), and ASCII in the strings of
    /// 2.1.1 (§1.5).
    /// </summary>
    public static Fault? CheckStrictly<T>(ReadOnlySpan<byte> json) => Check(Root<T>.Rule, json, strict: true, partial: false);

    /// <summary>The first fault of the body of a PATCH: no member is required, those that are given must be right.</summary>
    public static Fault? CheckPartial<T>(ReadOnlySpan<byte> json) => Check(Root<T>.Rule, json, strict: false, partial: true);

    /// <summary><see cref="Check{T}"/> for a type that is known at run time only.</summary>
    internal static Fault? Check(Type type, ReadOnlySpan<byte> json, bool strict = false) => Check(RuleBuilder.Of(type), json, strict, partial: false);

    internal static ObjectRule ObjectOf<T>() => Root<T>.Rule as ObjectRule ?? throw new NotSupportedException($"{typeof(T)} is no object");

    private static Fault? Check(ValueRule rule, ReadOnlySpan<byte> json, bool strict, bool partial)
    {
        if (!Utf8.IsValid(json))
            return new("", "is not valid UTF-8");

        try
        {
            if (json.IndexOf("\\u"u8) >= 0 && !JsonText.IsUnicode(json))
                return new("", "is not Unicode text: an escaped surrogate has no partner");

            var reader = new Utf8JsonReader(json);
            reader.Read();
            var fault = partial && rule is ObjectRule root ? root.Check(ref reader, strict, partial: true) : rule.Check(ref reader, strict);
            if (fault is not null)
                return fault;
            reader.Read(); // anything but white space after the value is not JSON
            return null;
        }
        catch (JsonException e)
        {
            return new("", $"is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
    }

    private static class Root<T>
    {
        public static readonly ValueRule Rule = RuleBuilder.Of(typeof(T));
    }
}
