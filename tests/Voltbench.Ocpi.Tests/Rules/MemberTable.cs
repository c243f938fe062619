using System.Text.RegularExpressions;

namespace Voltbench.Ocpi.Tests.Rules;

/// <summary>One member of a class as the text has it.</summary>
/// <param name="Name">On the wire.</param>
/// <param name="Kind">Base type, class or enumeration.</param>
/// <param name="Length">Of a string; 0 for none.</param>
/// <param name="Card">1, ?, * or +.</param>
internal sealed record Member(string Name, string Kind, int Length, char Card)
{
    public bool Required => Card is '1' or '+';

    public bool IsList => Card is '*' or '+';
}

/// <summary>The tables of the text: names, types, lengths and cardinalities of every class, values of every enumeration. Written from the text, not from the code.</summary>
internal sealed partial class MemberTable
{
    public static readonly MemberTable V211 = new(OcpiVersion.V211);
    public static readonly MemberTable V221 = new(OcpiVersion.V221);

    private readonly Dictionary<string, List<Member>> _classes = [];
    private readonly Dictionary<string, List<string>> _enums = [];

    private MemberTable(OcpiVersion version)
    {
        Version = version;
        using var stream = typeof(MemberTable).Assembly.GetManifestResourceStream($"Members.{version.Number()}")!;
        using var reader = new StreamReader(stream);
        List<Member>? members = null;
        List<string>? values = null;
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!line.StartsWith(' '))
            {
                (members, values) = (null, null);
                if (parts[0] == "class")
                    _classes[parts[1]] = members = [];
                else
                    _enums[parts[1]] = values = [];
            }
            else if (members is not null)
            {
                var type = TypePattern().Match(parts[1]);
                var length = type.Groups["length"];
                members.Add(new(parts[0], type.Groups["kind"].Value, length.Success ? int.Parse(length.Value) : 0, parts[2][0]));
            }
            else
            {
                values!.Add(parts[0]);
            }
        }
    }

    public OcpiVersion Version { get; }

    public IReadOnlyDictionary<string, List<Member>> Classes => _classes;

    public IReadOnlyDictionary<string, List<string>> Enums => _enums;

    public static MemberTable Of(OcpiVersion version) => version == OcpiVersion.V211 ? V211 : V221;

    /// <summary>The record or enumeration of that name.</summary>
    public Type TypeOf(string name) => typeof(OcpiVersion).Assembly.GetTypes()
        .Single(t => t.Name == name && t.Namespace!.StartsWith($"Voltbench.Ocpi.{Version}.", StringComparison.Ordinal));

    [GeneratedRegex(@"^(?<kind>\w+)(\((?<length>\d+)\))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypePattern();
}
