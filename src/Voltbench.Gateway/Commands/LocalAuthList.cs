using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/local-auth-list</c>: replaces or changes the local authorization list.</summary>
internal static class LocalAuthList
{
    private const int MaxEntries = 10_000;
    private const string Full = "Full";
    private const string Differential = "Differential";

    private static readonly ChargerCommandSpec Command = new("local-auth-list", "Set the local authorization list", Read);

    public static void MapLocalAuthList(this IEndpointRouteBuilder routes) =>
        routes.MapChargerCommand(Command)
            .Takes<ChargerCommandRequest<LocalAuthListEvent>>()
            .Answers<LocalAuthListAnswer>(StatusCodes.Status200OK);

    private static ReadQuestion Read(BodyValue value)
    {
        var given = value.AsObject();
        var version = given.Int("list_version", min: 1);
        var isDifferential = given.OptionalEnum("update_type", [Full, Differential]).Value == Differential;
        var items = given.List("entries", 0, MaxEntries);
        var entries = items.Select(Entry).ToList();
        RefuseRepeated(items, entries);
        return new ReadQuestion(
            charger =>
            {
                for (var i = 0; i < entries.Count; i++)
                {
                    if ((IdTagInput.Refuse(entries[i].IdTag, charger) ?? IdTagInput.Refuse(entries[i].ParentIdTag, charger)) is { } why)
                        items[i].Refuse(ViolationType.ValueError(why));
                }

                return new SetLocalList(version, isDifferential, entries);
            },
            static (json, _, told) => ReadQuestion.CopyMembers(json, told));
    }

    private static LocalListEntry Entry(BodyValue item)
    {
        var entry = item.AsObject();
        return new LocalListEntry(
            IdTagInput.Read(entry),
            entry.Optional<DateTimeOffset?>("expiry_date", nullable: true, value => value.AsDateTime()).Value,
            entry.OptionalString("parent_id_tag", 1, IdTagInput.MaxLength).Value);
    }

    /// <summary>Id tags are compared without regard to case (OCPP 1.6 §7.28 CiString20, 2.0.1 part 2 identifierString).</summary>
    private static void RefuseRepeated(IReadOnlyList<BodyValue> items, List<LocalListEntry> entries)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].IdTag.Length > 0 && !seen.Add(entries[i].IdTag))
                items[i].Refuse(ViolationType.ValueError("the id_tag is in the list already"));
        }
    }
}

/// <param name="ListVersion">Version of the list from then on, from 1; must be above the present one.</param>
/// <param name="Entries">The tokens, at most 10,000.</param>
/// <param name="UpdateType"><c>Full</c> (default) replaces the list, <c>Differential</c> changes the entries given.</param>
public sealed record LocalAuthListEvent(int ListVersion, IReadOnlyList<LocalAuthListEntry> Entries, string? UpdateType = null);

/// <param name="IdTag">The token; at most 20 characters in OCPP 1.6, 36 in 2.0.1.</param>
/// <param name="ExpiryDate">When it ends; left out = never.</param>
/// <param name="ParentIdTag">Its group.</param>
public sealed record LocalAuthListEntry(string IdTag, DateTimeOffset? ExpiryDate = null, string? ParentIdTag = null);

/// <param name="Status"><c>Accepted</c>, <c>VersionMismatch</c>, <c>Failed</c> or <c>NotSupported</c>.</param>
/// <param name="ListVersion">Version of the list now.</param>
/// <param name="EntriesReceived">Tokens of the request.</param>
public sealed record LocalAuthListAnswer(string Status, int ListVersion, int EntriesReceived);
