using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.Rules;

/// <summary>Turns a record type and the attributes on it into rules. Reflection happens here, once per type, and nowhere else.</summary>
internal static class RuleBuilder
{
    private static readonly ConcurrentDictionary<Type, ObjectRule> Objects = new();

    /// <summary>The rule of a record or of a list of them.</summary>
    public static ValueRule Of(Type type) => IsList(type) ? new ListRule(Of(type.GetGenericArguments()[0]), 0) : Object(type);

    public static ObjectRule Object(Type type) => Objects.GetOrAdd(type, static t => Build(t));

    /// <summary>The spelling of an enum member on the wire.</summary>
    public static string WireName(FieldInfo member) => member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? member.Name;

    private static ObjectRule Build(Type type)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => !p.IsDefined(typeof(JsonIgnoreAttribute))).Select(Member).ToList();
        return new ObjectRule(members, [.. Together(type, members)]);
    }

    private static MemberRule Member(PropertyInfo property) => new(
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
        property.IsDefined(typeof(RequiredMemberAttribute)),
        Value(property.PropertyType, property),
        property.IsDefined(typeof(AddsOnPatchAttribute)));

    private static ValueRule Value(Type type, PropertyInfo property)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsList(type))
            return new ListRule(Value(type.GetGenericArguments()[0], property), property.GetCustomAttribute<ItemsAttribute>()?.Min ?? 0);
        if (type == typeof(string))
            return Text(property);
        var range = property.GetCustomAttribute<RangeAttribute>();
        if (type == typeof(int))
            return new IntegerRule(range?.Min ?? int.MinValue, range?.Max ?? int.MaxValue);
        if (type == typeof(decimal))
            return new DecimalRule(range?.Min ?? int.MinValue, range?.Max ?? int.MaxValue, property.GetCustomAttribute<DecimalsAttribute>()?.Max ?? 4);
        if (type == typeof(bool))
            return new BooleanRule();
        if (type == typeof(DateTimeOffset))
            return new DateTimeRule();
        return type.IsEnum ? new EnumRule([.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(WireName)]) : Object(type);
    }

    private static ValueRule Text(PropertyInfo property)
    {
        var form = property.GetCustomAttribute<FormAttribute>()?.Form;
        if (property.IsDefined(typeof(UrlAttribute)))
            return new UrlRule();
        if (property.GetCustomAttribute<CiStringAttribute>() is { } ci)
            return new StringRule(ci.Max, ascii: true, strictAscii: true, form);
        var text = property.GetCustomAttribute<TextAttribute>()
            ?? throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} lacks a length");
        var inAscii = property.DeclaringType!.Namespace!.StartsWith("Voltbench.Ocpi.V211.", StringComparison.Ordinal);
        return new StringRule(text.Max, ascii: false, inAscii, form);
    }

    private static IEnumerable<TogetherRule> Together(Type type, List<MemberRule> members)
    {
        foreach (var rule in type.GetCustomAttributes<AnyOfAttribute>())
        {
            var any = rule.Members.Aggregate(0UL, (bits, name) => bits | Bit(name));
            yield return (there, _) => (there & any) != 0 ? null : new Fault("", $"must have at least one of {string.Join(", ", rule.Members)}");
        }

        foreach (var rule in type.GetCustomAttributes<NeedsAttribute>())
        {
            var (member, needed) = (Bit(rule.Member), Bit(rule.Needed));
            yield return (there, _) => (there & member) == 0 || (there & needed) != 0 ? null : new Fault(rule.Needed, $"is required because {rule.Member} is given");
        }

        foreach (var rule in type.GetCustomAttributes<NeedsWhenAttribute>())
        {
            var (member, needed) = (Bit(rule.Member), Bit(rule.Needed));
            yield return (there, isTrue) =>
                (there & member) == 0 || (isTrue & member) != 0 != rule.Value || (there & needed) != 0
                    ? null
                    : new Fault(rule.Needed, $"is required because {rule.Member} is {(rule.Value ? "true" : "false")}");
        }

        ulong Bit(string name)
        {
            var index = members.FindIndex(m => m.Name == name);
            return index >= 0 ? 1UL << index : throw new InvalidOperationException($"{type} has no member {name}");
        }
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
}
