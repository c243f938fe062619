using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.DeviceModel;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 B05: each item by itself, in the order given. What is beyond the number that the station takes is refused.</summary>
internal static class SetVariables
{
    public static void Handle(Station station, in RpcInput call)
    {
        var items = OcppJson.Deserialize<SetVariablesRequest>(call.Payload.Span).SetVariableData;
        var limit = station.Configuration.Get(StandardSettings.SetVariablesMaxItems);
        station.Reply(call, new SetVariablesResponse
        {
            SetVariableResult = [.. items.Select((item, index) => Set(station, item, index < limit))],
        });
    }

    private static SetVariableResult Set(Station station, SetVariableData item, bool isWithinLimit)
    {
        var type = item.AttributeType ?? AttributeType.Actual;
        var result = new SetVariableResult
        {
            AttributeStatus = SetVariableStatus.Rejected,
            AttributeType = type,
            Component = item.Component,
            Variable = item.Variable,
        };
        if (!isWithinLimit)
            return result with { AttributeStatusInfo = Reasons.TooManyElements };
        switch (StationModel.Find(station, item.Component, item.Variable, out var found))
        {
            case Lookup.UnknownComponent:
                return result with { AttributeStatus = SetVariableStatus.UnknownComponent };
            case Lookup.UnknownVariable:
                return result with { AttributeStatus = SetVariableStatus.UnknownVariable };
        }

        if (!found.Has(type))
            return result with { AttributeStatus = SetVariableStatus.NotSupportedAttributeType };
        if (found.Setting is not { } setting)
            return result with { AttributeStatusInfo = Reasons.ReadOnly };
        var set = station.Configuration.Set(setting, item.AttributeValue);
        return set.Status switch
        {
            SetStatus.Accepted => result with { AttributeStatus = SetVariableStatus.Accepted },
            SetStatus.RebootRequired => result with { AttributeStatus = SetVariableStatus.RebootRequired },
            _ => result with { AttributeStatusInfo = Reasons.Of(set.ReasonCode!, set.Why) },
        };
    }
}
