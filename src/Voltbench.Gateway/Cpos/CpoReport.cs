using System.Globalization;
using System.Text;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.Cpos;

/// <summary>A CPO in Markdown.</summary>
internal static class CpoReport
{
    private const string Mask = "****************";

    /// <param name="cpo">The CPO.</param>
    /// <param name="locations">In order of creation.</param>
    /// <param name="versionsUrl">Where an eMSP begins.</param>
    /// <param name="secret">What the caller shows to see the token; null for none.</param>
    public static string Write(CpoRecord cpo, IReadOnlyList<ReportedLocation> locations, string versionsUrl, string? secret)
    {
        var party = cpo.Party;
        var text = new StringBuilder();
        Line($"# CPO {party.Id} — {Plain(party.Name)} ({cpo.Template})");
        Line($"");
        Line($"## Party");
        Line($"");
        Line($"- Country code: {party.CountryCode}");
        Line($"- Party id: {party.PartyId}");
        Line($"- Role: {party.Role.Name()}");
        Line($"- OCPI version: {party.Version.Number()}");
        Line($"- Versions URL: {versionsUrl}");
        Line($"- Template: {cpo.Template} {cpo.TemplateVersion}, seed {cpo.Seed}");
        Line($"- Status: {cpo.Status}");
        Line($"- Expires: {(cpo.ExpiresAt is { } at ? $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" : "never")}");
        Line($"");
        Line($"## Locations ({locations.Count})");
        Line($"");
        foreach (var location in locations)
            Line($"- {location.Id} · {Plain(location.Name ?? "")} · {Plain(location.City)} · {location.Chargers} {(location.Chargers == 1 ? "charger" : "chargers")}");
        if (locations.Count > 0)
            Line($"");
        Line($"## Token A");
        Line($"");
        Line($"{Token(cpo, secret)}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Token(CpoRecord cpo, string? secret)
    {
        var masked = $"`{Mask}{cpo.TokenAHint}`";
        if (!cpo.IsTokenAOpen)
            return $"{masked} – used up: a handshake has exchanged it, and it opens nothing any more.";
        if (string.IsNullOrEmpty(secret))
            return $"{masked} – shown only with the report_url of the create answer.";
        return cpo.TokenASealed is { } kept && TokenSeal.Open(kept, secret) is { } token
            ? $"`{token}`"
            : $"{masked} – the secret in `reveal` is not that of the create answer.";
    }

    /// <summary>A name stays on its line.</summary>
    private static string Plain(string name) => string.Concat(name.Select(static c => char.IsControl(c) ? ' ' : c));
}
