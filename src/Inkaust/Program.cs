using System.Text;
using Inkaust.Cli;

// JSON, CSV and Polish names are UTF-8 whatever the terminal believes; in its own encoding a Ł could only become a question mark.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandLine.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
