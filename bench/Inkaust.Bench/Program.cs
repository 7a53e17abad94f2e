using Inkaust.Bench;

return args switch
{
    ["agreement", ..] => Agreement.Run(args[1..]),
    ["validate", ..] => Validate.Run(args[1..]),
    ["fuzz", ..] => Fuzz.Run(args[1..]),
    _ => 2,
};
