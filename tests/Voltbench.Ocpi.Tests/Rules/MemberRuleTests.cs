using System.Text;
using System.Text.Json.Nodes;
using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.Tests.Rules;

/// <summary>Each row of the tables of the text: what it asks is asked, what it allows is allowed, and the fault names the member.</summary>
public sealed class MemberRuleTests
{
    public static TheoryData<OcpiVersion, string> Classes =>
        new(new[] { MemberTable.V211, MemberTable.V221 }.SelectMany(t => t.Classes.Keys.Select(name => (t.Version, name))));

    public static TheoryData<OcpiVersion, string> Enums =>
        new(new[] { MemberTable.V211, MemberTable.V221 }.SelectMany(t => t.Enums.Keys.Where(e => e != "Role" || t.Version == OcpiVersion.V221).Select(name => (t.Version, name))));

    [Theory]
    [MemberData(nameof(Classes))]
    public void EachMember(OcpiVersion version, string name)
    {
        var table = MemberTable.Of(version);
        var type = table.TypeOf(name);
        Fault(type, new TextSamples(table, 1, optional: 1).Object(name)).ShouldBeNull();
        Fault(type, new TextSamples(table, 2, optional: 0).Object(name)).ShouldBeNull();

        foreach (var member in table.Classes[name])
        {
            foreach (var (value, wanted) in Values(table, member))
            {
                var sample = new TextSamples(table, 3, optional: 1).Object(name);
                sample[member.Name] = value;

                var fault = Fault(type, sample);

                if (wanted is null)
                    fault.ShouldBeNull($"{name}.{member.Name} = {value?.ToJsonString()}");
                else
                    fault.ShouldNotBeNull($"{name}.{member.Name} = {value?.ToJsonString()}").ShouldStartWith(member.Name + wanted, Case.Sensitive, $"{name}.{member.Name} = {value?.ToJsonString()}");
            }

            var without = new TextSamples(table, 4, optional: 1).Object(name);
            without.Remove(member.Name);
            var missing = Fault(type, without);
            if (member.Required)
                missing.ShouldNotBeNull($"{name} without {member.Name}").ShouldStartWith($"{member.Name} is required: ");
            else
                (missing ?? "").ShouldNotContain($"{member.Name} is required: ");
        }
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void EachValueOfAnEnumeration(OcpiVersion version, string name)
    {
        var type = MemberTable.Of(version).TypeOf(name);
        var names = Enum.GetValues(type).Cast<object>().Select(v => RuleBuilder.WireName(type.GetField(v.ToString()!)!));

        names.ShouldBe(MemberTable.Of(version).Enums[name], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void UnknownMembersArePassedOver(OcpiVersion version, string name)
    {
        var table = MemberTable.Of(version);
        var sample = new TextSamples(table, 5).Object(name);
        sample["future_member"] = new JsonObject { ["x"] = new JsonArray(1, null, "a") };

        Fault(table.TypeOf(name), sample).ShouldBeNull();
    }

    /// <summary>Values of a member, and what its fault begins with after its name; null for none.</summary>
    private static IEnumerable<(JsonNode? Value, string? Fault)> Values(MemberTable table, Member member)
    {
        const string Wrong = " must be ";
        yield return member.Required ? (null, Wrong) : (new JsonArray(), member.IsList ? null : Wrong);
        if (member.IsList)
        {
            yield return (new JsonObject(), Wrong);
            if (member.Card == '+')
                yield return (new JsonArray(), " must be a list of at least 1 item");
            foreach (var (value, fault) in Singles(table, member))
                yield return (new JsonArray(value), fault is null ? null : "[0]" + fault);
        }
        else
        {
            foreach (var single in Singles(table, member))
                yield return single;
        }
    }

    private static IEnumerable<(JsonNode? Value, string? Fault)> Singles(MemberTable table, Member member)
    {
        const string Wrong = " must be ";
        switch (member.Kind)
        {
            case "CiString" or "string":
                yield return (5, Wrong);
                yield return (new string('x', member.Length + 1), Wrong);
                yield return (string.Concat(Enumerable.Repeat("ä", member.Length + 1)), Wrong);
                yield return ("a\nb"[..Math.Min(3, member.Length)], Wrong);
                break;
            case "URL":
                yield return ("https://example.com/" + new string('x', 235), null);
                yield return ("https://example.com/" + new string('x', 236), Wrong);
                yield return ("/relative", Wrong);
                yield return ("javascript:alert(1)", Wrong);
                break;
            case "DateTime":
                yield return ("2015-06-29T20:39:09", null);
                yield return ("2015-06-29T20:39:09+00:00", Wrong);
                yield return ("2015-06-31T20:39:09Z", Wrong);
                yield return ("yesterday", Wrong);
                yield return (1435610349, Wrong);
                break;
            case "number" or "int":
                yield return ("1", Wrong);
                yield return (true, Wrong);
                if (member.Kind == "int")
                    yield return (1.5, Wrong);
                break;
            case "boolean":
                yield return ("true", Wrong);
                yield return (1, Wrong);
                break;
            case "ModuleID" or "VersionNumber":
                yield return ("custom_1", null);
                break;
            case var kind when table.Enums.TryGetValue(kind, out var values):
                yield return ("NOT_A_VALUE", Wrong);
                yield return (values[0].ToLowerInvariant() + "x", Wrong);
                yield return (0, Wrong);
                break;
            default:
                yield return ("text", Wrong);
                break;
        }
    }

    private static string? Fault(Type type, JsonNode json) => OcpiRules.Check(type, Encoding.UTF8.GetBytes(json.ToJsonString()))?.ToString();
}
