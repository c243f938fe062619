using System.Text.Json;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>What a pull brought.</summary>
/// <param name="Pages">Answers that were read.</param>
/// <param name="Objects">Objects in them.</param>
/// <param name="Added">Of them not known before.</param>
/// <param name="Total">X-Total-Count of the first page; null when it was not given.</param>
/// <param name="Faults">Objects that break a rule of the standard or belong to nobody of the CPO, at most <see cref="EmspPull.MaxFaults"/>; they are not kept.</param>
/// <param name="Error">Why the pull ended early; null when it went to the last page.</param>
public sealed record PullReport(string Module, int Pages, int Objects, int Added, int? Total, IReadOnlyList<string> Faults, string? Error);

/// <summary>Reads a module of a CPO page by page, as an eMSP does, and keeps what it finds.</summary>
public sealed class EmspPull(OcpiClient client, ReceivedObjects received)
{
    public const int MaxFaults = 100;

    /// <summary>A CPO that always has another page is not followed for ever.</summary>
    public const int MaxPages = 10_000;

    /// <summary>Nor may it fill the disk.</summary>
    public const int MaxObjects = 1_000_000;

    /// <param name="from">Only what changed since; inclusive in 2.2.1, exclusive in 2.1.1.</param>
    /// <param name="limit">Objects of a page to ask for, 1–1000; null leaves it to the CPO.</param>
    public async Task<PullReport> RunAsync(Party emsp, Peer cpo, string module, DateTimeOffset? from, int? limit, CancellationToken ct)
    {
        var kind = ObjectKind.OfModule(emsp.Version, module) ?? throw new ArgumentException($"module {module} is not pulled", nameof(module));
        if (cpo.Endpoint(module, ModuleSide.Sender) is not { } endpoint)
            return new PullReport(module, 0, 0, 0, null, [], $"The CPO has no sender endpoint for {module}.");

        var (pages, objects, added, faults) = (0, 0, 0, new List<string>());
        int? total = null;
        var seen = new HashSet<Uri>();
        for (var url = First(endpoint, from, limit); url is not null;)
        {
            if (pages == MaxPages || !seen.Add(url))
                return Report(pages == MaxPages ? $"There are more than {MaxPages} pages." : $"Link leads back to a page that was read: {url.PathAndQuery}");
            var outcome = await client.SendAsync(PeerRequests.To(emsp, cpo, module, HttpMethod.Get, url, default), ct);
            if (!outcome.IsSuccess)
                return Report(outcome.Detail);
            if (outcome.Data is { ValueKind: not JsonValueKind.Array })
                return Report("data is not a list.");
            pages++;
            total ??= outcome.TotalCount;
            foreach (var item in outcome.Data?.EnumerateArray() ?? default)
            {
                objects++;
                if (await KeepAsync(emsp, cpo, module, kind, item, ct) is not { } isNew)
                    continue;
                if (isNew.Fault is null)
                    added += isNew.IsNew ? 1 : 0;
                else if (faults.Count < MaxFaults)
                    faults.Add(isNew.Fault);
            }

            // The token goes with every request: it is not carried to another host.
            if (outcome.NextLink is { } next && !SameOrigin(next, endpoint))
                return Report($"Link leads elsewhere than the endpoint: {next.GetLeftPart(UriPartial.Authority)}");
            if (outcome.NextLink is not null && (outcome.Data?.GetArrayLength() ?? 0) == 0)
                return Report("An empty page has a link to a next one.");
            if (outcome.NextLink is not null && objects >= MaxObjects)
                return Report($"There are more than {MaxObjects} objects.");
            url = outcome.NextLink;
        }

        return Report(null);

        PullReport Report(string? error) => new(module, pages, objects, added, total, faults, error);
    }

    private async Task<(bool IsNew, string? Fault)?> KeepAsync(Party emsp, Peer cpo, string module, ObjectKind kind, JsonElement item, CancellationToken ct)
    {
        var json = item.GetRawText();
        if (kind.Fault(System.Text.Encoding.UTF8.GetBytes(json)) is { } fault)
            return (false, $"{module} {Text(item, "id") ?? "without id"}: {fault}");

        // 2.1.1 has no owner in the object; 2.2.1 lets an eMSP ignore those of parties that the credentials do not name (transport_and_format, Client Owned Object Pull).
        var (country, party) = emsp.Version == OcpiVersion.V211 ? (cpo.CountryCode, cpo.PartyId) : (Text(item, "country_code") ?? "", Text(item, "party_id") ?? "");
        if (!cpo.SpeaksFor(country, party))
            return (false, $"{module} {Text(item, "id")}: {country}*{party} is none of the parties of the CPO's credentials.");
        var key = new ObjectKey(emsp.Id, cpo.Id, module, country, party, Text(item, "id") ?? "");
        return (await received.PutAsync(key, json, ct), null);
    }

    private static Uri First(Uri endpoint, DateTimeOffset? from, int? limit)
    {
        var query = new List<string>();
        if (from is { } at)
            query.Add($"date_from={Uri.EscapeDataString(OcpiDateTime.Format(at))}");
        if (limit is { } count)
            query.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"limit={count}"));
        var builder = new UriBuilder(endpoint);
        builder.Query = string.Join('&', query.Prepend(builder.Query.TrimStart('?')).Where(static part => part.Length > 0));
        return builder.Uri;
    }

    private static bool SameOrigin(Uri a, Uri b) =>
        Uri.Compare(a, b, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
