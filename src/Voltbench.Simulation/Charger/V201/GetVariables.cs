using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.DeviceModel;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 B06. What is beyond the number that the station takes is refused item by item (B06.FR.05).</summary>
internal static class GetVariables
{
    public static void Handle(Station station, in RpcInput call)
    {
        var items = OcppJson.Deserialize<GetVariablesRequest>(call.Payload.Span).GetVariableData;
        var limit = station.Configuration.Get(StandardSettings.GetVariablesMaxItems);
        station.Reply(call, new GetVariablesResponse
        {
            GetVariableResult = [.. items.Select((item, index) => Read(station, item, index < limit))],
        });
    }

    private static GetVariableResult Read(Station station, GetVariableData item, bool isWithinLimit)
    {
        var type = item.AttributeType ?? AttributeType.Actual;
        var result = new GetVariableResult
        {
            AttributeStatus = GetVariableStatus.Rejected,
            AttributeType = type,
            Component = item.Component,
            Variable = item.Variable,
        };
        if (!isWithinLimit)
            return result with { AttributeStatusInfo = Reasons.TooManyElements };
        switch (StationModel.Find(station, item.Component, item.Variable, out var found))
        {
            case Lookup.UnknownComponent:
                return result with { AttributeStatus = GetVariableStatus.UnknownComponent };
            case Lookup.UnknownVariable:
                return result with { AttributeStatus = GetVariableStatus.UnknownVariable };
        }

        if (!found.Has(type))
            return result with { AttributeStatus = GetVariableStatus.NotSupportedAttributeType };
        if (found.Mutability == Mutability.WriteOnly)
            return result with { AttributeStatusInfo = Reasons.WriteOnly };
        return result with { AttributeStatus = GetVariableStatus.Accepted, AttributeValue = Text.Cut(found.Read(station, type) ?? "", 2500) };
    }
}
