using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Ocpp.Messages.Rules;

/// <summary>Turns a record type and the attributes on it into rules. Reflection happens here, once per message type, and nowhere else.</summary>
internal static class RuleBuilder
{
    /// <summary>Longest vendorId inside customData (2.0.1 part 2, CustomDataType).</summary>
    private const int VendorIdLength = 255;

    public static ObjectRule Object(OcppVersion version, Type type)
    {
        var structure = PayloadSchema.Structure(version);
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => Property(version, p)).ToList();
        if (version != OcppVersion.V16)
        {
            // Every 2.0.1 object may carry it; the content is the vendor's own.
            var customData = new ObjectRule([new("vendorId", true, new StringRule(VendorIdLength))], structure, open: true);
            properties.Add(new("customData", false, customData));
        }

        return new ObjectRule(properties, structure);
    }

    /// <summary>The spelling of an enum member on the wire.</summary>
    public static string WireName(FieldInfo member) => member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? member.Name;

    private static PropertyRule Property(OcppVersion version, PropertyInfo property)
    {
        var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        return new PropertyRule(name, property.IsDefined(typeof(RequiredMemberAttribute)), Value(version, property.PropertyType, property));
    }

    private static ValueRule Value(OcppVersion version, Type type, PropertyInfo property)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var items = property.GetCustomAttribute<ItemsAttribute>();
            return new ListRule(Value(version, type.GetGenericArguments()[0], property), items?.Min ?? 0, items?.Max ?? int.MaxValue);
        }

        if (type == typeof(string))
            return new StringRule(property.GetCustomAttribute<MaxLengthAttribute>()?.Characters ?? int.MaxValue);
        if (type == typeof(int))
        {
            var range = property.GetCustomAttribute<RangeAttribute>();
            return new IntegerRule(range?.Min ?? int.MinValue, range?.Max ?? int.MaxValue);
        }

        if (type == typeof(decimal))
            return new DecimalRule(property.GetCustomAttribute<DecimalsAttribute>()?.Max);
        if (type == typeof(bool))
            return new BooleanRule();
        if (type == typeof(DateTimeOffset))
            return new DateTimeRule();
        if (type == typeof(JsonElement))
            return new AnyRule();
        return type.IsEnum
            ? new EnumRule([.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(WireName)])
            : Object(version, type);
    }
}
