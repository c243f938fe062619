using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.8; no keys asks for all.</summary>
internal static class GetConfiguration
{
    public static void Handle(Station station, in RpcInput call)
    {
        var names = OcppJson.Deserialize<GetConfigurationRequest>(call.Payload.Span).Key ?? [];
        if (names.Count > station.Configuration.Get(StandardSettings.GetConfigurationMaxKeys))
        {
            station.Reply(call, RpcErrorCode.OccurrenceConstraintViolation, "GetConfigurationMaxKeys is the most keys of one request.");
            return;
        }

        var found = new List<KeyValue>();
        var unknown = new List<string>();
        if (names.Count == 0)
            found.AddRange(ConfigurationKeys.All(station));
        foreach (var name in names)
        {
            if (ConfigurationKeys.Find(station, name) is { } setting)
                found.Add(ConfigurationKeys.Read(station, setting));
            else
                unknown.Add(name);
        }

        station.Reply(call, new GetConfigurationResponse
        {
            ConfigurationKey = found.Count == 0 ? null : found,
            UnknownKey = unknown.Count == 0 ? null : unknown,
        });
    }
}
