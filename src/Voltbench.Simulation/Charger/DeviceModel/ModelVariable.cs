using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.DeviceModel;

/// <summary>A variable of one charger: a setting, or something physical with the EVSE that it belongs to.</summary>
internal readonly struct ModelVariable
{
    private const int LongestValuesList = 1000;

    private readonly PhysicalVariable? _physical;

    public ModelVariable(Setting setting) => Setting = setting;

    public ModelVariable(PhysicalVariable physical, Connector? connector)
    {
        _physical = physical;
        Connector = connector;
    }

    /// <summary>The setting; null for something physical.</summary>
    public Setting? Setting { get; }

    /// <summary>The EVSE's; null for what belongs to the station.</summary>
    public Connector? Connector { get; }

    public VariableName Name => Setting?.Variable ?? _physical!.Name;

    public Component Component => new()
    {
        Name = Name.Component,
        Instance = Name.ComponentInstance,
        Evse = Connector is null ? null : new Evse { Id = Connector.Id, ConnectorId = _physical!.Level == ModelLevel.Connector ? 1 : null },
    };

    public Variable Variable => new() { Name = Name.Variable, Instance = Name.Instance };

    public DataType DataType => Setting?.DataType ?? _physical!.DataType;

    public Mutability Mutability => Setting?.Mutability ?? Mutability.ReadOnly;

    public bool IsConstant => Setting?.IsConstant ?? _physical!.IsConstant;

    public bool IsNumber => DataType is DataType.Integer or DataType.Decimal;

    /// <summary>Monitors may watch whatever can change and be read.</summary>
    public bool SupportsMonitoring => !IsConstant && Mutability != Mutability.WriteOnly;

    public bool Has(AttributeType type) => _physical?.Has(type) ?? type == AttributeType.Actual;

    /// <summary>The attribute's value; null while there is none.</summary>
    public string? Read(Station station, AttributeType type = AttributeType.Actual)
        => Setting is null ? _physical!.Read(station, Connector, type) : Setting.TextOf(station);

    public decimal? Min => Setting?.Min;

    public decimal? MaxOf(Station station) => Setting?.Max ?? _physical?.MaxLimit?.Invoke(station, Connector);

    /// <summary>The whole of it, for a report.</summary>
    public ReportData Report(Station station) => new()
    {
        Component = Component,
        Variable = Variable,
        VariableAttribute = [.. AttributesOf(station)],
        VariableCharacteristics = new VariableCharacteristics
        {
            DataType = DataType,
            Unit = Setting?.Unit ?? _physical?.Unit,
            MinLimit = Min,
            MaxLimit = MaxOf(station),
            ValuesList = Allowed is { } values ? Text.Cut(string.Join(',', values), LongestValuesList) : null,
            SupportsMonitoring = SupportsMonitoring,
        },
    };

    private IReadOnlyList<string>? Allowed => Setting?.Values ?? _physical?.Values;

    private IEnumerable<VariableAttribute> AttributesOf(Station station)
    {
        foreach (var type in Enum.GetValues<AttributeType>())
        {
            if (!Has(type))
                continue;
            yield return new VariableAttribute
            {
                Type = type,
                Value = Mutability == Mutability.WriteOnly ? null : Read(station, type),
                Mutability = Mutability,
                Persistent = Setting is not null && Mutability != Mutability.ReadOnly,
                Constant = IsConstant,
            };
        }
    }
}
