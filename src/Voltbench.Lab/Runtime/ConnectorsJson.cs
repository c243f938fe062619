using System.Buffers;
using System.Text;
using System.Text.Json;
using Voltbench.Simulation;

namespace Voltbench.Lab.Runtime;

/// <summary>Column <c>connectors</c>: the list of the API (contract section 4), as it is answered.</summary>
internal static class ConnectorsJson
{
    public static string Write(IReadOnlyList<ConnectorView> connectors)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var connector in connectors)
                Write(json, connector);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ConnectorView connector)
    {
        json.WriteStartObject();
        json.WriteNumber("evse_id", connector.EvseId);
        json.WriteNumber("connector_id", connector.ConnectorId);
        json.WriteString("status", connector.Status);
        json.WriteString("error_code", connector.ErrorCode);
        json.WriteString("transaction_id", connector.TransactionId);
        json.WriteString("id_tag", connector.IdTag);
        json.WriteNumber("power_w", Math.Round(connector.PowerW, 1));
        json.WriteNumber("meter_wh", Math.Round(connector.MeterWh, 1));
        if (connector.SocPercent is { } soc)
            json.WriteNumber("soc_percent", Math.Round(soc, 1));
        else
            json.WriteNull("soc_percent");
        if (connector.Cost is { } cost)
            json.WriteNumber("cost", cost);
        if (connector.Display.Count > 0)
        {
            json.WriteStartArray("display");
            foreach (var text in connector.Display)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
