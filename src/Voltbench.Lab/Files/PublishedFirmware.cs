using System.Text.Json;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Files;

/// <summary>Finds where firmware that a station published (OCPP 2.0.1 L03) came from.</summary>
public sealed class PublishedFirmware(LabDatabase database)
{
    /// <summary>The source, without credentials; null when the station publishes no such image, or only over an address with credentials.</summary>
    public async Task<Uri?> FindAsync(string chargerId, string checksum, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(
            "select d.content from ocpp.charger_documents d join ocpp.chargers c on c.key = d.charger_key where c.id = $1 and d.name = 'published'");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = chargerId });
        if (await command.ExecuteScalarAsync(cancellation) is not byte[] content)
            return null;
        using var document = JsonDocument.Parse(content);
        foreach (var offer in document.RootElement.GetProperty("Offers").EnumerateArray())
        {
            if (offer.GetProperty("Checksum").GetString()!.Equals(checksum, StringComparison.OrdinalIgnoreCase)
                && Uri.TryCreate(offer.GetProperty("Source").GetString(), UriKind.Absolute, out var source)
                && source.UserInfo.Length == 0)
            {
                return source;
            }
        }

        return null;
    }
}
